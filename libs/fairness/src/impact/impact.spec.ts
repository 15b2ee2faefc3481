import fc from 'fast-check';

import { isBelowFourFifths, selectionsToFourFifths } from './four-fifths.ts';
import { impact } from './impact.ts';

const rate = fc
  .integer({ min: 1, max: 90 })
  .chain((n) => fc.record({ n: fc.constant(n), selected: fc.nat(n) }));
const groups = fc
  .array(rate, { minLength: 2, maxLength: 3 })
  .map((rates) => rates.map((each, i) => ({ ...each, category: `group ${i}` })));
const pair = fc.tuple(rate, rate).map(([a, b]) => ({ x1: a.selected, n1: a.n, x2: b.selected, n2: b.n }));

it('decides four fifths in whole numbers: equality is not below', () => {
  expect(isBelowFourFifths({ x1: 4, n1: 10, x2: 5, n2: 10 })).toBe(false);
  expect(isBelowFourFifths({ x1: 399_999_999, n1: 1e9, x2: 5e8, n2: 1e9 })).toBe(true);
  expect(
    impact([
      { category: 'a', n: 30, selected: 15 },
      { category: 'b', n: 70, selected: 28 },
    ]),
  ).toMatchObject({ below_four_fifths: [], groups: [{ impact_ratio: 1 }, { impact_ratio: 0.8 }] });
});

it('takes the first of equals as the reference, and no empty group', () => {
  const { reference } = impact([
    { category: 'empty', n: 0, selected: 0 },
    { category: 'first', n: 4, selected: 2 },
    { category: 'second', n: 8, selected: 4 },
  ]);
  expect(reference).toBe('first');
});

it('has no ratio where nobody was selected', () => {
  const { groups: rows, below_four_fifths } = impact([
    { category: 'a', n: 5, selected: 0 },
    { category: 'b', n: 6, selected: 0 },
  ]);
  expect(rows[1]).toMatchObject({
    impact_ratio: null,
    reasons: { impact_ratio: expect.stringContaining('0/0') },
  });
  expect(below_four_fifths).toEqual([]);
});

it('needs exactly as many more selections as make the flag go', () => {
  fc.assert(
    fc.property(pair, (two) => {
      const more = selectionsToFourFifths(two);
      expect(more === 0).toBe(!isBelowFourFifths(two));
      expect(isBelowFourFifths({ ...two, x1: two.x1 + more })).toBe(false);
      if (more > 0) expect(isBelowFourFifths({ ...two, x1: two.x1 + more - 1 })).toBe(true);
    }),
  );
});

it('does not depend on the unit: ten times as many people leave the ratios and the flags', () => {
  fc.assert(
    fc.property(groups, (some) => {
      const tenfold = some.map((group) => ({ ...group, n: 10 * group.n, selected: 10 * group.selected }));
      const [once, often] = [impact(some), impact(tenfold)];
      expect(often.reference).toBe(once.reference);
      expect(often.below_four_fifths).toEqual(once.below_four_fifths);
      for (const [i, row] of once.groups.entries()) {
        if (row.impact_ratio === null) continue;
        expect(often.groups[i]?.impact_ratio).toBeCloseTo(row.impact_ratio, 12);
        expect(row.impact_ratio).toBeLessThanOrEqual(1);
        expect(row.impact_ratio < 0.8).toBe(once.below_four_fifths.includes(row.category));
      }
    }),
    { numRuns: 40 },
  );
});

it('has shortfalls that sum to nothing', () => {
  fc.assert(
    fc.property(groups, (some) => {
      const total = Object.values(impact(some).shortfall).reduce((a, b) => a + b, 0);
      expect(total).toBeCloseTo(0, 8);
    }),
    { numRuns: 40 },
  );
});
