import fc from 'fast-check';

import { adjust, ADJUSTMENTS } from '../multiplicity/adjust.ts';
import { normalQuantile, normalTwoSided, normalUpper } from '../distributions/normal.ts';
import { clopperPearson } from './clopper-pearson.ts';
import { koopmanScore } from './koopman.ts';
import { miettinenNurminen } from './miettinen-nurminen.ts';
import { detectableRate, groupSize, power } from './power.ts';
import { wilson } from './wilson.ts';

const rate = fc.integer({ min: 1, max: 300 }).chain((n) => fc.tuple(fc.nat(n), fc.constant(n)));

it('mirrors the intervals of a rate when failures are counted instead', () => {
  fc.assert(
    fc.property(rate, ([x, n]) => {
      for (const interval of [wilson, clopperPearson]) {
        const [low, high] = interval(x, n) ?? [NaN, NaN];
        const [otherLow, otherHigh] = interval(n - x, n) ?? [NaN, NaN];
        expect(low).toBeCloseTo(1 - otherHigh, 10);
        expect(high).toBeCloseTo(1 - otherLow, 10);
        expect(0 <= low && low <= x / n && x / n <= high && high <= 1).toBe(true);
      }
    }),
  );
});

it('inverts the interval of a ratio and negates that of a difference when the groups change places', () => {
  fc.assert(
    fc.property(rate, rate, ([x1, n1], [x2, n2]) => {
      const [pair, other] = [
        { x1, n1, x2, n2 },
        { x1: x2, n1: n2, x2: x1, n2: n1 },
      ];
      const [low, high] = koopmanScore(pair);
      if (low === 0) expect(koopmanScore(other)[1]).toBe(Infinity);
      else expect(koopmanScore(other)[1] * low).toBeCloseTo(1, 8);
      expect(low).toBeLessThanOrEqual(high);
      const [from, to] = miettinenNurminen(pair);
      expect(miettinenNurminen(other)[0]).toBeCloseTo(-to, 8);
      expect(from).toBeGreaterThanOrEqual(-1);
      expect(from).toBeLessThanOrEqual(x1 / n1 - x2 / n2);
      expect(to).toBeLessThanOrEqual(1);
    }),
  );
});

it('reaches far into the tails of the normal distribution', () => {
  // SciPy: norm.sf(9), norm.sf(30), 2 * norm.sf(13.35)
  expect(normalUpper(9) / 1.1285884059538408e-19).toBeCloseTo(1, 11);
  expect(normalUpper(30) / 4.906713927148187e-198).toBeCloseTo(1, 11);
  expect(normalTwoSided(13.35)).toBeGreaterThan(1e-41);
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 0.999, noNaN: true }), (p) => {
      expect(normalUpper(-normalQuantile(p)) / p).toBeCloseTo(1, 10);
    }),
  );
});

it('has power that rises with size and distance, and solves for both', () => {
  const share = fc.double({ min: 0.05, max: 0.9, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 5000 }), share, share, (n, p1, p2) => {
      expect(power(n + 1, p1, p2)).toBeGreaterThanOrEqual(power(n, p1, p2) - 1e-12);
      const size = groupSize(0.8, p1, p2).n;
      if (size !== null) expect(power(size, p1, p2)).toBeCloseTo(0.8, 8);
      const found = detectableRate(0.8, n, p1).p2;
      if (found !== null) expect(power(n, p1, found)).toBeCloseTo(0.8, 8);
      if (found !== null) expect(found).toBeGreaterThan(p1);
    }),
  );
});

it('adjusts upwards only, keeps the order and stays a probability', () => {
  const many = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(many, fc.constantFrom(...ADJUSTMENTS), (p, adjustment) => {
      const adjusted = adjust(p, adjustment);
      for (const [i, one] of p.entries()) {
        expect(adjusted[i]).toBeGreaterThanOrEqual(one);
        expect(adjusted[i]).toBeLessThanOrEqual(1);
        for (const [j, other] of p.entries())
          if (one < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? 0);
      }
    }),
  );
});
