import fc from 'fast-check';

import { influence } from './advice.ts';
import { mcnemar } from './mcnemar.ts';

const score = fc.integer({ min: 1, max: 5 });
const rows = fc.array(fc.record({ before: score, advice: score, after: score }), { maxLength: 30 });

it('weighs the same on a scale that is shifted or upside down', () => {
  fc.assert(
    fc.property(rows, (some) => {
      const own = influence(some);
      for (const change of [(x: number): number => x + 3, (x: number): number => 6 - x]) {
        const other = influence(
          some.map(({ before, advice, after }) => ({
            before: change(before),
            advice: change(advice),
            after: change(after),
          })),
        );
        expect(other).toEqual(own);
      }
    }),
  );
});

it('is 0 for those who never move and 1 for those who always follow', () => {
  fc.assert(
    fc.property(rows, (some) => {
      const [deaf, meek] = [
        influence(some.map((row) => ({ ...row, after: row.before }))),
        influence(some.map((row) => ({ ...row, after: row.advice }))),
      ];
      expect([deaf.flips_towards, deaf.flips_away, deaf.p]).toEqual([0, 0, 1]);
      expect(meek.flips_away).toBe(0);
      if (deaf.weighed === 0) return;
      expect(deaf).toMatchObject({ median_woa: 0, share_zero: 1, share_one: 0 });
      expect(meek).toMatchObject({ median_woa: 1, share_zero: 0, share_one: 1 });
    }),
  );
});

it('tests changes by the discordant pairs only, the same both ways', () => {
  const count = fc.nat(200);
  fc.assert(
    fc.property(count, count, count, count, (a, b, c, d) => {
      const own = mcnemar([
        [a, b],
        [c, d],
      ]);
      expect(
        mcnemar([
          [d, c],
          [b, a],
        ]),
      ).toEqual(own);
      expect(own.p_exact).toBeGreaterThan(0);
      const further = mcnemar([
        [a, Math.max(b, c) + 1],
        [Math.min(b, c), d],
      ]);
      expect(further.p_exact).toBeLessThanOrEqual(own.p_exact + 1e-12);
    }),
  );
});
