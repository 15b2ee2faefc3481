import { explained } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';
import { rateRatio } from '../proportions/effect.ts';
import { isBelowFourFifths } from './four-fifths.ts';
import { highestRate } from './reference.ts';
import type { Group } from './reference.ts';

/** One row: the rate in per cent and its ratio to the highest rate, both from unrounded numbers. */
export interface LawRow extends Explained {
  readonly rate_pct: number | null;
  readonly impact_ratio: number | null;
}

/**
 * The rates and impact ratios of one table of a Local Law 144 summary: each rate divided by the highest rate in the
 * table. For a scoring tool the "selected" are those who scored above the median of the full sample.
 * Source: 6 RCNY 5-300 and 5-301(b), (c).
 */
export function lawTable(groups: readonly Group[]): LawRow[] {
  const highest = highestRate(groups);
  const empty = 'nobody is in this category';
  return groups.map(({ n, selected }) =>
    explained(
      {
        rate_pct: n === 0 ? null : (100 * selected) / n,
        impact_ratio:
          n === 0 || highest === null
            ? null
            : rateRatio({ x1: selected, n1: n, x2: highest.selected, n2: highest.n }),
      },
      { rate_pct: empty, impact_ratio: n === 0 ? empty : 'every rate in this table is zero (0/0)' },
    ),
  );
}

/** The categories of a table whose rate lies below four fifths of the highest. */
export function categoriesBelow(groups: readonly Group[]): string[] {
  const highest = highestRate(groups);
  if (highest === null) return [];
  return groups
    .filter(
      ({ n, selected }) =>
        n > 0 && isBelowFourFifths({ x1: selected, n1: n, x2: highest.selected, n2: highest.n }),
    )
    .map(({ category }) => category);
}
