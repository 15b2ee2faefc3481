import fc from 'fast-check';
import { afterStep, newRound, ratedIn, type Round, type RoundEvent, type RoundStep } from './round.machine';

const once: RoundStep[] = [
  'submitted',
  'arm-drawn',
  'available',
  'locked',
  'released',
  'withheld',
  'decided',
  'withdrawn',
];
const packets = ['p', 'q', 'r', 's'];
const steps: RoundStep[] = [
  ...once,
  'run-declared',
  'sealed',
  'assigned',
  'unassigned',
  'opened',
  'rated',
  'revised',
];

/** Mostly the next step that is allowed, or else most tries would never get anywhere; now and then anything. */
const events = fc.array(
  fc.record({
    step: fc.constantFrom(...steps),
    packet: fc.constantFrom(...packets),
    withhold: fc.boolean(),
    pick: fc.nat(),
    wild: fc.integer({ min: 0, max: 19 }).map((lot) => lot === 0),
  }),
  { minLength: 10, maxLength: 80, size: 'max' },
);

/** What got into the log: everything that was tried and was not refused. */
function logOf(
  required: number,
  tries: (RoundEvent & { pick: number; wild: boolean })[],
): { log: RoundEvent[]; end: Round } {
  const log: RoundEvent[] = [];
  let round = newRound(required);
  for (const { pick, wild, ...event } of tries) {
    const allowed = steps
      .filter((step) => step !== 'withdrawn')
      .flatMap((step) => packets.map((packet) => ({ ...event, step, packet })))
      .filter((one) => afterStep(round, one) !== null);
    const next = wild || allowed.length === 0 ? event : allowed[pick % allowed.length];
    const after = next && afterStep(round, next);
    if (!next || !after) continue;
    log.push(next);
    round = after;
  }
  return { log, end: round };
}

const always = (property: (log: RoundEvent[], end: Round, required: number) => void): void => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3 }), events, (required, tries) => {
      const { log, end } = logOf(required, tries);
      property(log, end, required);
    }),
    { numRuns: 500 },
  );
};
const at = (log: RoundEvent[], step: RoundStep): number => log.findIndex((event) => event.step === step);
const last = (log: RoundEvent[], step: RoundStep): number =>
  log.findLastIndex((event) => event.step === step);

describe('whatever is tried in whatever order, in the log', () => {
  it('everything was sealed and drawn before anybody was assigned, and nothing is sealed after', () => {
    always((log) => {
      const assigned = at(log, 'assigned');
      if (assigned < 0) return;
      const order = [
        last(log, 'run-declared'),
        last(log, 'sealed'),
        at(log, 'arm-drawn'),
        at(log, 'available'),
        assigned,
      ];
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      expect(order[0]).toBeGreaterThan(0);
    });
  });

  it('every run is sealed, once, before the next one or the draw', () => {
    always((log) => {
      const runs = log
        .filter(({ step }) => ['run-declared', 'sealed', 'arm-drawn'].includes(step))
        .map(({ step }) => step);
      const shape = runs.join(' ');
      expect(shape).toMatch(/^(run-declared sealed ?)*(run-declared|arm-drawn)?$/);
    });
  });

  it('nobody rates what they were not given and have not opened, or twice', () => {
    always((log) => {
      for (const packet of packets) {
        const mine = log.filter(
          (event) =>
            event.packet === packet && ['assigned', 'unassigned', 'opened', 'rated'].includes(event.step),
        );
        const shape = mine.map(({ step }) => step).join(' ');
        expect(shape).toMatch(/^(assigned (opened )?unassigned ?)*(assigned( opened( rated)?)?)?$/);
      }
    });
  });

  it('nothing is released or withheld before all required scorecards are in and locked, and only one of both, as drawn', () => {
    always((log, end, required) => {
      const endings = log.filter(({ step }) => step === 'released' || step === 'withheld');
      expect(endings.length).toBeLessThanOrEqual(1);
      const [ending] = endings;
      if (!ending) return;
      expect(ending.step).toBe(end.withhold ? 'withheld' : 'released');
      const before = log.slice(0, log.indexOf(ending));
      expect(at(before, 'locked')).toBeGreaterThan(0);
      const rated = before.slice(0, at(before, 'locked')).filter(({ step }) => step === 'rated');
      expect(new Set(rated.map(({ packet }) => packet)).size).toBeGreaterThanOrEqual(required);
      expect(ratedIn(end)).toBe(rated.length);
    });
  });

  it('no scorecard comes after the lock, no revision before the reveal or after the decision', () => {
    always((log) => {
      const [locked, decided] = [at(log, 'locked'), at(log, 'decided')];
      if (locked >= 0) expect(last(log, 'rated')).toBeLessThan(locked);
      const revealed = Math.max(at(log, 'released'), at(log, 'withheld'));
      if (at(log, 'revised') >= 0) expect(at(log, 'revised')).toBeGreaterThan(revealed);
      if (decided >= 0) expect(Math.max(revealed, last(log, 'revised'))).toBeLessThan(decided);
    });
  });

  it('a withdrawal is the end', () => {
    always((log) => {
      const withdrawn = at(log, 'withdrawn');
      if (withdrawn >= 0) expect(withdrawn).toBe(log.length - 1);
    });
  });
});

it('the way through is one that is found', () => {
  const reached = new Set<Round['stage']>();
  fc.assert(
    fc.property(events, (tries) => {
      reached.add(logOf(1, tries).end.stage);
    }),
    { numRuns: 500 },
  );
  expect([...reached]).toEqual(
    expect.arrayContaining(['available', 'locked', 'revealed', 'decided', 'withdrawn']),
  );
});
