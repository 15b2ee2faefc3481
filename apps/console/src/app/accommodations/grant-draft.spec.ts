import type { Adjustment } from '@evenhand/contracts';
import { adjustmentInWords, lengthInWords } from './adjustment-words';
import { draftOf, grantsOf } from './grant-draft';

const everything: Adjustment[] = [
  { dial: 'preparation', times: 1.5 },
  { dial: 'answer-time', plusSeconds: 600 },
  { dial: 'deadline', unlimited: true },
  { dial: 'extra-takes', takes: 3 },
  { dial: 'pauses', seconds: 5400 },
  { dial: 'questions-in-advance' },
  { dial: 'answer-kinds', kinds: ['sign-language', 'text'], track: 'interpreter' },
  { dial: 'prompt-captions' },
  { dial: 'sign-language-prompts' },
  { dial: 'human-only' },
  { dial: 'live-conversation' },
  { dial: 'other', text: 'A quiet room' },
];

describe('the form', () => {
  it('grants what was asked for when nothing is changed', () => {
    expect(grantsOf(draftOf(everything))).toEqual({ grants: everything, wrong: [] });
    expect(grantsOf(draftOf([]))).toEqual({ grants: [], wrong: [] });
  });

  it.each(['0.5', '-2', '', 'twice', '11'])('grants no factor like %j, and says what is meant', (amount) => {
    const draft = draftOf([{ dial: 'answer-time', times: 2 }]);
    const { grants, wrong } = grantsOf({ ...draft, 'answer-time': { ...draft['answer-time'], amount } });
    expect(grants).toEqual([]);
    expect(wrong).toEqual(['Time to answer: write a factor from 1 to 10, or up to 240 minutes.']);
  });

  it('reads a comma as people write it', () => {
    const draft = draftOf([{ dial: 'preparation', times: 2 }]);
    const { grants } = grantsOf({ ...draft, preparation: { ...draft.preparation, amount: '1,5' } });
    expect(grants).toEqual([{ dial: 'preparation', times: 1.5 }]);
  });
});

describe('words', () => {
  it('name each adjustment in its own way', () => {
    const words = everything.map(adjustmentInWords);
    expect(new Set(words).size).toBe(everything.length);
    expect(words[0]).toBe('Time to prepare × 1.5');
    expect(words[6]).toBe('Other ways of answering: sign language (video), text, with interpreter');
    for (const text of words) expect(text).not.toMatch(/undefined|NaN/);
  });

  it('use the largest whole unit', () => {
    expect([59, 60, 5400, 7200, 86_400, 172_800].map(lengthInWords)).toEqual([
      '59 seconds',
      '1 minute',
      '90 minutes',
      '2 hours',
      '1 day',
      '2 days',
    ]);
  });
});
