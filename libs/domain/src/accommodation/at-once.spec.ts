import type { Adjustment } from './adjustment';
import { defaultAccommodationPolicy, isWithin, sortWishes } from './at-once';

describe('sortWishes', () => {
  const sorted = (wishes: Adjustment[]) => sortWishes(wishes, defaultAccommodationPolicy);

  it('grants small things at once and leaves the others to a person', () => {
    const small: Adjustment[] = [
      { dial: 'preparation', times: 10 },
      { dial: 'answer-time', times: 2 },
      { dial: 'deadline', plusSeconds: 172_800 },
      { dial: 'answer-kinds', kinds: ['text'] },
      { dial: 'human-only' },
    ];
    const large: Adjustment[] = [
      { dial: 'answer-time', times: 2.5 },
      { dial: 'answer-time', unlimited: true },
      { dial: 'deadline', plusSeconds: 432_001 },
      { dial: 'deadline', times: 1.1 },
      { dial: 'extra-takes', takes: 3 },
      { dial: 'answer-kinds', kinds: ['text', 'sign-language'] },
      { dial: 'answer-kinds', kinds: ['text'], track: 'captioner' },
      { dial: 'live-conversation' },
      { dial: 'other', text: 'A quiet room' },
    ];
    expect(sorted([...small, ...large])).toEqual({ granted: small, pending: large });
  });

  it('never grants free words at once, whatever the policy says', () => {
    const other: Adjustment = { dial: 'other', text: 'All of it' };
    expect(isWithin(other, other)).toBe(false);
  });
});
