import fc from 'fast-check';

import { fleissKappa } from './fleiss.ts';
import { weightedKappa, WEIGHTINGS } from './weighted-kappa.ts';

const cell = fc.nat(30);
const square = fc
  .integer({ min: 2, max: 5 })
  .chain((k) => fc.array(fc.array(cell, { minLength: k, maxLength: k }), { minLength: k, maxLength: k }));
const transposed = (table: number[][]): number[][] => table.map((_, j) => table.map((row) => row[j] ?? 0));
const reversed = (table: number[][]): number[][] => table.map((row) => row.toReversed()).toReversed();
const anyWeighting = fc.constantFrom(...WEIGHTINGS);

function expectClose(actual: number | null, wanted: number | null): void {
  if (wanted === null) expect(actual).toBeNull();
  else expect(actual).toBeCloseTo(wanted, 9);
}

describe('Cohen', () => {
  it('says the same of the raters the other way round, and of the scale upside down', () => {
    fc.assert(
      fc.property(square, anyWeighting, (table, weighting) => {
        const { kappa, ase, z } = weightedKappa(table, weighting);
        for (const other of [transposed(table), reversed(table)]) {
          const mirrored = weightedKappa(other, weighting);
          expectClose(mirrored.kappa, kappa);
          expectClose(mirrored.ase, ase);
          expectClose(mirrored.z, z);
        }
      }),
    );
  });

  it('lies between −1 and 1, inside its interval, and is 1 exactly when nobody differs', () => {
    fc.assert(
      fc.property(square, anyWeighting, (table, weighting) => {
        const { kappa, ci95, p_two } = weightedKappa(table, weighting);
        if (kappa === null || ci95 === null) return;
        expect(kappa).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(kappa).toBeLessThanOrEqual(1 + 1e-12);
        expect(ci95[0]).toBeLessThanOrEqual(kappa);
        expect(ci95[1]).toBeGreaterThanOrEqual(kappa);
        if (p_two !== null) expect(p_two).toBeGreaterThan(0);
        const differ = table.flatMap((row, i) => row.filter((_, j) => i !== j)).some((n) => n > 0);
        expect(kappa > 1 - 1e-12).toBe(!differ);
      }),
    );
  });

  it('does not change when everybody is counted three times, its error shrinking by the root of three', () => {
    fc.assert(
      fc.property(square, anyWeighting, (table, weighting) => {
        const once = weightedKappa(table, weighting);
        const thrice = weightedKappa(
          table.map((row) => row.map((n) => 3 * n)),
          weighting,
        );
        expectClose(thrice.kappa, once.kappa);
        expectClose(thrice.ase, once.ase === null ? null : once.ase / Math.sqrt(3));
      }),
    );
  });

  it('weighs two levels the same under every weighting, and an unused level in the middle changes weights only', () => {
    fc.assert(
      fc.property(cell, cell, cell, cell, (a, b, c, d) => {
        const [plain, linear, quadratic] = WEIGHTINGS.map((weighting) =>
          weightedKappa(
            [
              [a, b],
              [c, d],
            ],
            weighting,
          ),
        );
        expectClose(linear?.kappa ?? null, plain?.kappa ?? null);
        expectClose(quadratic?.kappa ?? null, plain?.kappa ?? null);
        const spread = weightedKappa(
          [
            [a, 0, b],
            [0, 0, 0],
            [c, 0, d],
          ],
          'unweighted',
        );
        expectClose(spread.kappa, plain?.kappa ?? null);
      }),
    );
  });
});

describe('Fleiss', () => {
  const subjects = fc
    .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 6 }))
    .chain(([levels, raters]) =>
      fc.array(
        fc
          .array(fc.nat(levels - 1), { minLength: raters, maxLength: raters })
          .map((picks) =>
            Array.from({ length: levels }, (_, level) => picks.filter((p) => p === level).length),
          ),
        { minLength: 1, maxLength: 12 },
      ),
    );

  it('does not care for the order of subjects and levels, nor for every subject counted twice', () => {
    fc.assert(
      fc.property(subjects, (counts) => {
        const { fleiss } = fleissKappa(counts);
        expectClose(fleissKappa(counts.toReversed()).fleiss, fleiss);
        expectClose(fleissKappa(counts.map((row) => row.toReversed())).fleiss, fleiss);
        expectClose(fleissKappa([...counts, ...counts]).fleiss, fleiss);
        if (fleiss !== null) expect(fleiss).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});
