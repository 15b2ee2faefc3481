import fc from 'fast-check';
import type { Adjustment } from './adjustment';
import { effectiveLimits, type EffectiveLimits, type LimitFacts, type Stop } from './effective-limits';

const hour = 3_600_000;
const facts = (change: Partial<LimitFacts> = {}): LimitFacts => ({
  template: {
    opensAt: 0,
    deadline: 72 * hour,
    questions: [{ id: 'q', kinds: ['video'], preparationSeconds: 60, answerSeconds: 120, retakes: 1 }],
  },
  policy: [],
  grants: [],
  now: hour,
  spent: { requests: [], pauses: [], questions: [] },
  ...change,
});
const questionOf = (limits: EffectiveLimits) => limits.questions[0];
const stops = (requests: Stop[], pauses: Stop[] = []): LimitFacts['spent'] => ({
  requests,
  pauses,
  questions: [],
});

describe('effectiveLimits', () => {
  it('are those of the template where nothing is granted', () => {
    expect(effectiveLimits(facts())).toEqual({
      deadline: 72 * hour,
      clockStopped: false,
      paused: false,
      pauseSecondsLeft: 0,
      questions: [
        {
          id: 'q',
          kinds: ['video'],
          preparationSeconds: 60,
          preparationSecondsLeft: 60,
          answerSeconds: 120,
          takes: 2,
          takesLeft: 2,
        },
      ],
      questionsInAdvance: false,
      promptCaptions: false,
      signLanguagePrompts: false,
      signLanguage: false,
      tracks: [],
      humanOnly: false,
      liveConversation: false,
    });
  });

  it('multiply, add or lift each time, rounded up', () => {
    const grants: Adjustment[] = [
      { dial: 'preparation', times: 1.01 },
      { dial: 'answer-time', unlimited: true },
      { dial: 'deadline', times: 1.5 },
    ];
    const limits = effectiveLimits(facts({ grants }));
    expect(questionOf(limits)).toMatchObject({ preparationSeconds: 61, answerSeconds: null });
    expect(limits.deadline).toBe(108 * hour);
    const day = effectiveLimits(facts({ grants: [{ dial: 'deadline', plusSeconds: 86_400 }] }));
    expect(day.deadline).toBe(96 * hour);
    expect(effectiveLimits(facts({ grants: [{ dial: 'deadline', unlimited: true }] })).deadline).toBeNull();
  });

  it('take what was granted to the person before the policy, and of several the more generous', () => {
    const policy: Adjustment[] = [{ dial: 'answer-time', times: 3 }];
    const own: Adjustment = { dial: 'answer-time', times: 1.5 };
    const more: Adjustment = { dial: 'answer-time', plusSeconds: 100 };
    const seconds = (grants: Adjustment[]) =>
      questionOf(effectiveLimits(facts({ policy, grants })))?.answerSeconds;
    expect(seconds([])).toBe(360);
    expect(seconds([own])).toBe(180);
    expect(seconds([own, more])).toBe(220);
    expect(seconds([more, own])).toBe(220);
  });

  it('recompute what is left in the middle of it', () => {
    const spent = { requests: [], pauses: [], questions: [{ id: 'q', preparationSeconds: 20, takes: 2 }] };
    const left = (grants: Adjustment[]) => questionOf(effectiveLimits(facts({ grants, spent })));
    expect(left([])).toMatchObject({ preparationSecondsLeft: 40, takesLeft: 0 });
    expect(
      left([
        { dial: 'preparation', times: 2 },
        { dial: 'extra-takes', takes: 1 },
      ]),
    ).toMatchObject({ preparationSecondsLeft: 100, takesLeft: 1 });
  });

  it('stop the clock while a request is pending, and count overlapping stops once', () => {
    const running = effectiveLimits(facts({ now: 5 * hour, spent: stops([{ from: 2 * hour, to: null }]) }));
    expect(running).toMatchObject({ clockStopped: true, deadline: 75 * hour });
    const grants: Adjustment[] = [{ dial: 'pauses', seconds: 7200 }];
    const spent = stops(
      [
        { from: 2 * hour, to: 4 * hour },
        { from: 3 * hour, to: 5 * hour },
      ],
      [{ from: 4 * hour, to: 6 * hour }],
    );
    expect(effectiveLimits(facts({ now: 10 * hour, grants, spent }))).toMatchObject({
      clockStopped: false,
      deadline: 76 * hour,
      pauseSecondsLeft: 0,
    });
  });

  it('let a pause run out, and count pauses only as far as they were granted', () => {
    const spent = stops([], [{ from: hour, to: null }]);
    const at = (now: number, seconds: number) =>
      effectiveLimits(facts({ now, spent, grants: [{ dial: 'pauses', seconds }] }));
    expect(at(2 * hour, 7200)).toMatchObject({ paused: true, pauseSecondsLeft: 3600, deadline: 73 * hour });
    expect(at(9 * hour, 7200)).toMatchObject({ paused: false, clockStopped: false, deadline: 74 * hour });
    expect(effectiveLimits(facts({ now: 2 * hour, spent })).deadline).toBe(72 * hour);
  });

  it('stop nothing by a request that comes after the deadline', () => {
    const spent = stops([{ from: 80 * hour, to: null }]);
    expect(effectiveLimits(facts({ now: 90 * hour, spent })).deadline).toBe(72 * hour);
    const grants: Adjustment[] = [{ dial: 'deadline', plusSeconds: 36_000 }];
    expect(effectiveLimits(facts({ now: 90 * hour, spent, grants })).deadline).toBe(92 * hour);
  });

  it('offer sign language as video, with its track', () => {
    const grants: Adjustment[] = [
      { dial: 'answer-kinds', kinds: ['sign-language'], track: 'interpreter' },
      { dial: 'answer-kinds', kinds: ['text'] },
    ];
    const limits = effectiveLimits(facts({ grants }));
    expect(questionOf(limits)?.kinds).toEqual(['video', 'text']);
    expect(limits).toMatchObject({ signLanguage: true, tracks: ['interpreter'] });
  });
});

const change = fc.oneof(
  fc.record({ times: fc.double({ min: 1, max: 10, noNaN: true }) }),
  fc.record({ plusSeconds: fc.nat(40_000_000) }),
  fc.constant({ unlimited: true } as const),
);
const adjustment: fc.Arbitrary<Adjustment> = fc.oneof(
  fc
    .tuple(fc.constantFrom('preparation', 'answer-time', 'deadline'), change)
    .map(([dial, changed]): Adjustment => ({ dial: dial as 'preparation', ...changed })),
  fc.record({ dial: fc.constant('extra-takes' as const), takes: fc.nat(20) }),
  fc.record({ dial: fc.constant('pauses' as const), seconds: fc.nat(100_000) }),
  fc.record({
    dial: fc.constant('answer-kinds' as const),
    kinds: fc.subarray(['video', 'audio', 'text', 'sign-language'] as const),
  }),
  fc.constantFrom<Adjustment[]>({ dial: 'human-only' }, { dial: 'other', text: 'A quiet room' }),
);
/** Also stops that lie in the future, are turned round or have no length: a clock may have been changed. */
const stop: fc.Arbitrary<Stop> = fc.record({
  from: fc.integer({ min: -hour, max: 200 * hour }),
  to: fc.option(fc.integer({ min: -hour, max: 200 * hour })),
});
const anything: fc.Arbitrary<LimitFacts> = fc.record({
  template: fc.record({
    opensAt: fc.constant(0),
    deadline: fc.integer({ min: 1, max: 100 * hour }),
    questions: fc.array(
      fc.record({
        id: fc.constantFrom('a', 'b'),
        kinds: fc.subarray(['video', 'audio', 'text'] as const, { minLength: 1 }),
        preparationSeconds: fc.option(fc.nat(3600)),
        answerSeconds: fc.option(fc.integer({ min: 15, max: 900 })),
        retakes: fc.nat(10),
      }),
      { maxLength: 2 },
    ),
  }),
  policy: fc.array(adjustment, { maxLength: 4 }),
  grants: fc.array(adjustment, { maxLength: 4 }),
  now: fc.integer({ min: -hour, max: 200 * hour }),
  spent: fc.record({
    requests: fc.array(stop, { maxLength: 4 }),
    pauses: fc.array(stop, { maxLength: 4 }),
    questions: fc.array(
      fc.record({ id: fc.constantFrom('a', 'b'), preparationSeconds: fc.nat(4000), takes: fc.nat(30) }),
      { maxLength: 2 },
    ),
  }),
});

/** Whether a length is at least another; null is the longest of all. */
const atLeast = (one: number | null, other: number | null): boolean =>
  one === null || (other !== null && one >= other);
const noShorter = (one: EffectiveLimits, other: EffectiveLimits): boolean =>
  atLeast(one.deadline, other.deadline) &&
  one.questions.every((question, at) => {
    const before = other.questions[at];
    return (
      before !== undefined &&
      atLeast(question.preparationSeconds, before.preparationSeconds) &&
      atLeast(question.preparationSecondsLeft, before.preparationSecondsLeft) &&
      atLeast(question.answerSeconds, before.answerSeconds) &&
      question.takes >= before.takes &&
      question.takesLeft >= before.takesLeft &&
      before.kinds.every((kind) => question.kinds.includes(kind))
    );
  });

describe('whatever is granted, asked for and spent', () => {
  it('no limit is shorter than without', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const without = effectiveLimits({
          ...given,
          policy: [],
          grants: [],
          spent: { ...given.spent, requests: [], pauses: [] },
        });
        expect(noShorter(effectiveLimits(given), without)).toBe(true);
      }),
    );
  });

  it('one more grant to somebody who has one of its dial takes nothing away', () => {
    fc.assert(
      fc.property(anything, adjustment, (given, more) => {
        fc.pre(
          given.grants.some(({ dial }) => dial === more.dial) ||
            given.policy.every(({ dial }) => dial !== more.dial),
        );
        const before = effectiveLimits(given);
        const after = effectiveLimits({ ...given, grants: [...given.grants, more] });
        expect(noShorter(after, before)).toBe(true);
      }),
    );
  });

  it('the order in which things were granted changes nothing', () => {
    const sorted = (limits: EffectiveLimits) => ({
      ...limits,
      questions: limits.questions.map((question) => ({ ...question, kinds: [...question.kinds].sort() })),
    });
    fc.assert(
      fc.property(anything, (given) => {
        const turned = {
          ...given,
          policy: given.policy.toReversed(),
          grants: given.grants.toReversed(),
          spent: {
            requests: given.spent.requests.toReversed(),
            pauses: given.spent.pauses.toReversed(),
            questions: given.spent.questions,
          },
        };
        expect(sorted(effectiveLimits(turned))).toEqual(sorted(effectiveLimits(given)));
      }),
    );
  });

  it('a deadline never comes nearer as time goes on, and stands still only while the clock runs', () => {
    fc.assert(
      fc.property(anything, fc.nat(10 * hour), (given, later) => {
        const before = effectiveLimits(given);
        const after = effectiveLimits({ ...given, now: given.now + later });
        expect(atLeast(after.deadline, before.deadline)).toBe(true);
        if (before.deadline !== null && after.deadline !== null) {
          expect(after.deadline - before.deadline).toBeLessThanOrEqual(Math.max(0, later));
        }
      }),
    );
  });

  it('everything is a whole number that is not negative, or no limit', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const { questions, pauseSecondsLeft, deadline } = effectiveLimits(given);
        const numbers = questions.flatMap((one) => [
          one.preparationSeconds,
          one.preparationSecondsLeft,
          one.answerSeconds,
          one.takes,
          one.takesLeft,
        ]);
        for (const number of [...numbers, pauseSecondsLeft, deadline]) {
          if (number !== null) expect(Number.isSafeInteger(number) && number >= 0).toBe(true);
        }
      }),
    );
  });
});
