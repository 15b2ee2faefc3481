import fc from 'fast-check';

import { cohenH, oddsRatio, rateRatio } from './effect.ts';
import { katzLog } from './katz.ts';
import { newcombe } from './newcombe.ts';
import { pooledZ } from './pooled-z.ts';
import { equalRates } from './several.ts';

const rate = fc.integer({ min: 1, max: 200 }).chain((n) => fc.record({ n: fc.constant(n), x: fc.nat(n) }));

it('is the square of the pooled z for two groups, whichever comes first', () => {
  fc.assert(
    fc.property(rate, rate, (one, two) => {
      const z = pooledZ({ x1: one.x, n1: one.n, x2: two.x, n2: two.n });
      const { chi2 } = equalRates([one.x, two.x], [one.n, two.n]);
      if (z === null) return expect(chi2).toBeNull();
      expect(chi2).toBeCloseTo(z * z, 8);
      expect(pooledZ({ x1: two.x, n1: two.n, x2: one.x, n2: one.n })).toBeCloseTo(-z, 10);
    }),
  );
});

it('does not depend on the order of groups, and grows in proportion with the people', () => {
  fc.assert(
    fc.property(fc.array(rate, { minLength: 2, maxLength: 6 }), (groups) => {
      const of = (some: typeof groups, times = 1): number | null =>
        equalRates(
          some.map(({ x }) => x * times),
          some.map(({ n }) => n * times),
        ).chi2;
      const chi2 = of(groups);
      if (chi2 === null) return;
      expect(of(groups.toReversed())).toBeCloseTo(chi2, 8);
      expect((of(groups, 3) ?? 0) / 3).toBeCloseTo(chi2, 8);
    }),
  );
});

it('has effects that invert or change their sign with the groups, inside their intervals', () => {
  fc.assert(
    fc.property(rate, rate, (one, two) => {
      const pair = { x1: one.x, n1: one.n, x2: two.x, n2: two.n };
      const turned = { x1: two.x, n1: two.n, x2: one.x, n2: one.n };
      expect(cohenH(turned)).toBeCloseTo(-cohenH(pair), 10);
      const [ratio, odds, katz] = [rateRatio(pair), oddsRatio(pair), katzLog(pair)];
      if (ratio !== null && ratio > 0 && ratio < Infinity)
        expect((rateRatio(turned) ?? NaN) * ratio).toBeCloseTo(1, 10);
      if (odds !== null && odds > 0 && odds < Infinity)
        expect((oddsRatio(turned) ?? NaN) * odds).toBeCloseTo(1, 9);
      if (katz !== null && ratio !== null) {
        expect(katz[0]).toBeLessThanOrEqual(ratio * (1 + 1e-12));
        expect(katz[1]).toBeGreaterThanOrEqual(ratio * (1 - 1e-12));
      }
      const [low = NaN, high = NaN] = newcombe(pair) ?? [];
      const difference = one.x / one.n - two.x / two.n;
      expect(low >= -1 - 1e-9 && low <= difference + 1e-12).toBe(true);
      expect(high <= 1 + 1e-9 && high >= difference - 1e-12).toBe(true);
    }),
  );
});
