import fc from 'fast-check';

import { agreement } from './agreement.ts';
import { krippendorff } from './krippendorff.ts';
import type { Alpha } from './krippendorff.ts';
import { countsOf, levelsOf } from './rating.ts';

/** Coders × units with missing ratings. */
const coders = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 10 }))
  .chain(([people, units]) =>
    fc.array(
      fc.array(fc.option(fc.integer({ min: 1, max: 5 }), { freq: 5 }), {
        minLength: units,
        maxLength: units,
      }),
      { minLength: people, maxLength: people },
    ),
  );
type Coders = (number | null)[][];

function alphaOf(ratings: Coders): Alpha {
  const levels = levelsOf(ratings.flat());
  return krippendorff(countsOf(ratings, levels), levels);
}

function agreementOf(ratings: Coders, change = (x: number): number => x): ReturnType<typeof agreement> {
  const changed = ratings.map((row) => row.map((x) => (x === null ? null : change(x))));
  return agreement(countsOf(changed, [1, 2, 3, 4, 5]));
}

const mapped = (ratings: Coders, change: (x: number) => number): Coders =>
  ratings.map((row) => row.map((x) => (x === null ? null : change(x))));
const COEFFICIENTS = [
  'percent_agreement',
  'gwet_ac1',
  'brennan_prediger',
  'fleiss',
  'krippendorff_alpha',
] as const;
const METRICS = ['nominal', 'ordinal', 'interval', 'ratio'] as const;

function expectClose(actual: number | null, wanted: number | null): void {
  if (wanted === null) expect(actual).toBeNull();
  else expect(actual).toBeCloseTo(wanted, 9);
}

describe('coefficients of agreement', () => {
  it('do not depend on the order of coders, units and levels', () => {
    fc.assert(
      fc.property(coders, (ratings) => {
        const own = agreementOf(ratings);
        const others = [
          agreementOf(ratings.toReversed()),
          agreementOf(ratings.map((row) => row.toReversed())),
          agreementOf(ratings, (x) => 6 - x),
          agreementOf(ratings, (x) => (x % 5) + 1),
        ];
        for (const other of others) for (const name of COEFFICIENTS) expectClose(other[name], own[name]);
        for (const other of others) expectClose(other.gwet_ac1_se, own.gwet_ac1_se);
      }),
    );
  });

  it('are at most 1, and 1 where all agree', () => {
    fc.assert(
      fc.property(coders, (ratings) => {
        const own = agreementOf(ratings);
        for (const name of COEFFICIENTS) expect(own[name] ?? 0).toBeLessThanOrEqual(1 + 1e-9);
        expect(own.percent_agreement ?? 0).toBeGreaterThanOrEqual(0);
        const first = ratings[0]?.map((x) => x ?? 1) ?? [];
        const same = agreementOf([first, first, first]);
        expect(same.percent_agreement).toBe(1);
        expectClose(same.gwet_ac1, 1);
        if (new Set(first).size > 1) expectClose(same.krippendorff_alpha, 1);
      }),
    );
  });
});

describe("Krippendorff's alpha", () => {
  it('ignores units that cannot be paired, and the order of everything', () => {
    fc.assert(
      fc.property(coders, (ratings) => {
        const own = alphaOf(ratings);
        const lonely = ratings.map((row, i) => [...row, i === 0 ? 3 : null, null]);
        for (const other of [alphaOf(lonely), alphaOf(ratings.toReversed())])
          for (const metric of METRICS.slice(0, 1)) expectClose(other[metric], own[metric]);
        const shuffled = alphaOf(ratings.map((row) => [...row.slice(1), ...row.slice(0, 1)]));
        for (const metric of METRICS) expectClose(shuffled[metric], own[metric]);
      }),
    );
  });

  it('has for each scale what the scale allows: any renaming, any order-keeping, shifts, units', () => {
    fc.assert(
      fc.property(coders, (ratings) => {
        const own = alphaOf(ratings);
        expectClose(alphaOf(mapped(ratings, (x) => (x * 2) % 11)).nominal, own.nominal);
        expectClose(alphaOf(mapped(ratings, (x) => x ** 3)).ordinal, own.ordinal);
        expectClose(alphaOf(mapped(ratings, (x) => 7 * x + 2)).interval, own.interval);
        expectClose(alphaOf(mapped(ratings, (x) => 7 * x)).ratio, own.ratio);
        for (const metric of METRICS) expect(own[metric] ?? 0).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});
