import fc from 'fast-check';

import { boschloo } from './boschloo.ts';
import { fisher } from './fisher.ts';
import type { Table } from './table.ts';

const cell = fc.nat(15);
const table = fc.tuple(fc.tuple(cell, cell), fc.tuple(cell, cell));
const transposed = ([[a, b], [c, d]]: Table): Table => [
  [a, c],
  [b, d],
];
const swapped = ([one, two]: Table): Table => [two, one];

describe('Fisher', () => {
  it('says the same of rows and columns, and of the groups the other way round', () => {
    fc.assert(
      fc.property(table, (some) => {
        const { p, p_less, p_greater, p_mid } = fisher(some);
        expect(fisher(transposed(some)).p).toBeCloseTo(p, 10);
        expect(fisher(swapped(some)).p).toBeCloseTo(p, 10);
        expect(fisher(swapped(some)).p_greater).toBeCloseTo(p_less, 10);
        for (const each of [p, p_less, p_greater, p_mid]) {
          expect(each).toBeGreaterThan(0);
          expect(each).toBeLessThanOrEqual(1);
        }
        expect(p_mid).toBeLessThanOrEqual(p);
        expect(p_less + p_greater).toBeGreaterThanOrEqual(1 - 1e-12);
      }),
    );
  });

  it('has its estimate inside its interval', () => {
    fc.assert(
      fc.property(table, (some) => {
        const { conditional_or, or_ci95 } = fisher(some);
        if (conditional_or === null) return;
        expect(or_ci95[0]).toBeLessThanOrEqual(conditional_or);
        expect(or_ci95[1]).toBeGreaterThanOrEqual(conditional_or);
      }),
    );
  });

  it('keeps its precision far out in the tail', () => {
    const { p } = fisher([
      [900, 100],
      [100, 900],
    ]);
    expect(p).toBeLessThan(1e-280);
    expect(p).toBeGreaterThan(0);
    const beyond = fisher([
      [4000, 0],
      [0, 4000],
    ]);
    expect(beyond.p).toBeGreaterThan(0);
  });
});

describe('Boschloo', () => {
  it('is never less powerful than Fisher, and symmetric in its groups', () => {
    fc.assert(
      fc.property(table, (some) => {
        const [[a, b], [c, d]] = some;
        fc.pre(a + c > 0 && b + d > 0);
        const { p, fisher_p_statistic } = boschloo(some, 'less');
        expect(p).toBeLessThanOrEqual((fisher_p_statistic ?? 0) + 1e-9);
        expect(p).toBeGreaterThan(0);
        const mirrored = boschloo(
          [
            [b, a],
            [d, c],
          ],
          'greater',
        );
        expect(mirrored.p).toBeCloseTo(p, 8);
      }),
      { numRuns: 40 },
    );
  });

  it('has nothing to compare when a group is empty', () => {
    expect(
      boschloo(
        [
          [0, 3],
          [0, 4],
        ],
        'two-sided',
      ),
    ).toMatchObject({ p: 1, fisher_p_statistic: null });
  });
});
