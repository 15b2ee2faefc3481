import fc from 'fast-check';
import { afterAttempt, availabilityTick, backoffMs, done, failed } from './pipeline';

describe('afterAttempt', () => {
  it('ends a step that is done', () => {
    expect(afterAttempt(done, 1, 5, 0.5)).toEqual({ status: 'done' });
  });

  it('gives up at once on what cannot get better', () => {
    expect(afterAttempt(failed('unsupported-codec', false), 1, 5, 0.5)).toEqual({
      status: 'dead',
      code: 'unsupported-codec',
    });
  });

  it('tries again until the last attempt', () => {
    const outcome = failed('engine-unavailable', true);
    expect(afterAttempt(outcome, 4, 5, 0.5)).toMatchObject({ status: 'due', code: 'engine-unavailable' });
    expect(afterAttempt(outcome, 5, 5, 0.5)).toEqual({ status: 'dead', code: 'engine-unavailable' });
  });

  it('waits longer from attempt to attempt, within ten minutes and the jitter', () => {
    expect([1, 2, 3, 4].map((attempt) => backoffMs(attempt, 0.5))).toEqual([2_000, 8_000, 32_000, 128_000]);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, random) => {
          const wait = backoffMs(attempt, random);
          expect(wait).toBeGreaterThanOrEqual(1_500);
          expect(wait).toBeLessThanOrEqual(750_000);
        },
      ),
    );
  });
});

describe('availabilityTick', () => {
  it('is a fixed tick, never before the minimum wait, never a whole tick later than needed', () => {
    const natural = fc.integer({ min: 0, max: 4_000_000_000_000 });
    fc.assert(
      fc.property(
        natural,
        fc.integer({ min: 0, max: 3_600_000 }),
        fc.integer({ min: 1_000, max: 3_600_000 }),
        (at, wait, tick) => {
          const due = availabilityTick(at, wait, tick);
          expect(due % tick).toBe(0);
          expect(due).toBeGreaterThanOrEqual(at + wait);
          expect(due - at - wait).toBeLessThan(tick);
        },
      ),
    );
  });
});

describe('a wait the other side asked for', () => {
  it('is kept when it is longer than our own', () => {
    const outcome = failed('engine-unavailable', true, { waitMs: 90_000 });
    expect(afterAttempt(outcome, 1, 5, 0.5)).toMatchObject({ status: 'due', waitMs: 90_000 });
    expect(afterAttempt(failed('engine-unavailable', true, { waitMs: 10 }), 1, 5, 0.5)).toMatchObject({
      waitMs: 2_000,
    });
  });
});
