import fc from 'fast-check';

import { hypergeometric } from '../distributions/hypergeometric.ts';
import { binomialMass } from '../distributions/binomial.ts';
import { boschloo } from './boschloo.ts';
import { exactP } from './conditional.ts';
import { fisher } from './fisher.ts';
import type { Table } from './table.ts';
import { tableP } from './tails.ts';

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

  it('sums two tails to what a sum over all tables gives', () => {
    const wide = fc.nat(400);
    fc.assert(
      fc.property(wide, wide, wide, wide, (a, b, c, d) => {
        const margins = { row: a + b, column: a + c, total: a + b + c + d };
        const [tails, whole] = [tableP(margins, a), exactP(hypergeometric(margins), a)];
        for (const [name, p] of Object.entries(whole) as [keyof typeof whole, number][]) {
          if (p > 1e-280) expect(Math.abs(tails[name] / p - 1)).toBeLessThan(1e-10);
        }
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

  it('is the largest probability, over all common rates, of a table as extreme', () => {
    const people = fc.integer({ min: 1, max: 9 });
    const someTable = fc
      .tuple(people, people)
      .chain(([n1, n2]) => fc.tuple(fc.constant(n1), fc.constant(n2), fc.nat(n1), fc.nat(n2)));
    fc.assert(
      fc.property(someTable, ([n1, n2, x1, x2]) => {
        const fisherLess = (a: number, b: number): number =>
          fisher([
            [a, n1 - a],
            [b, n2 - b],
          ]).p_less;
        const limit = fisherLess(x1, x2) * (1 + 1e-10);
        const cells = Array.from({ length: (n1 + 1) * (n2 + 1) }, (_, i) => [
          i % (n1 + 1),
          Math.floor(i / (n1 + 1)),
        ]);
        const extreme = cells.filter(([a = 0, b = 0]) => fisherLess(a, b) <= limit);
        const rates = Array.from({ length: 199 }, (_, i) => (i + 1) / 200);
        const at = (rate: number): number =>
          extreme
            .map(([a = 0, b = 0]) => binomialMass(a, n1, rate) * binomialMass(b, n2, rate))
            .reduce((whole, each) => whole + each, 0);
        const largest = Math.max(...rates.map(at));
        const { p } = boschloo(
          [
            [x1, x2],
            [n1 - x1, n2 - x2],
          ],
          'less',
        );
        expect(p).toBeGreaterThan(largest - 1e-9);
        expect(p).toBeLessThan(largest * 1.01 + 1e-3);
      }),
      { numRuns: 15 },
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
