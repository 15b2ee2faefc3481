import * as fc from 'fast-check';

import { compute } from '../compute.ts';
import { cusum } from './cusum.ts';

const weeks = fc.array(
  fc.integer({ min: 1, max: 200 }).chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n }))),
  { minLength: 2, maxLength: 30 },
);

describe('a control chart', () => {
  it('has limits of three standard deviations, cut at 0 and 1, that a week lies within or beyond', () => {
    expect(compute('control-chart', { n: [100, 100, 9], selected: [65, 64, 9], centre: 0.5 })).toEqual({
      centre: 0.5,
      weeks: [
        { rate: 0.65, limits: [0.35, 0.65], beyond_limits: false },
        { rate: 0.64, limits: [0.35, 0.65], beyond_limits: false },
        { rate: 1, limits: [0, 1], beyond_limits: false },
      ],
    });
    expect(compute('control-chart', { n: [400, 100], selected: [200, 66], centre: 0.5 })).toMatchObject({
      weeks: [{ beyond_limits: false }, { beyond_limits: true }],
    });
  });
});

describe('cusum', () => {
  it('notices a small lasting change that stays within three standard deviations in every week', () => {
    const n = Array.from({ length: 20 }, () => 100);
    const selected = n.map((_, week) => (week < 10 ? 50 : 58)); // 1.6 standard deviations
    expect(cusum(n, selected, 0.5)).toMatchObject({ signals: [14, 15, 16, 17, 18, 19] });
  });

  it('adds up by hand', () => {
    const { above, below } = cusum([100, 100, 100], [60, 60, 40], 0.5);
    expect(above).toEqual([1.5, 3, 0.5]);
    expect(below).toEqual([0, 0, 1.5]);
  });

  it('is turned round when those not selected are counted instead, and never negative', () => {
    fc.assert(
      fc.property(weeks, (cells) => {
        const [n, x] = [cells.map(([size]) => size), cells.map(([, chosen]) => chosen)];
        const own = cusum(n, x, 0.25);
        const turned = cusum(
          n,
          n.map((size, i) => size - (x[i] ?? 0)),
          0.75,
        );
        for (const [i, value] of (own.above ?? []).entries()) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(turned.below?.[i]).toBeCloseTo(value, 9);
        }
      }),
    );
  });

  it('has no sums where the centre has no spread, and says why', () => {
    expect(cusum([5, 5], [5, 5])).toMatchObject({ centre: 1, above: null, reasons: { above: /spread/ } });
    expect(cusum([0, 0], [0, 0])).toMatchObject({ centre: null, reasons: { centre: /nobody/ } });
  });

  it('refuses more selected than people', () => {
    expect(() => compute('cusum', { n: [3, 3], selected: [1, 4] })).toThrow(/selected\[1\]/);
  });
});
