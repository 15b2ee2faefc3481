import { hypergeometric } from '../distributions/hypergeometric.ts';
import { explained } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';
import type { Interval } from '../proportions/interval.ts';
import { conditionalOdds, conditionalOddsInterval } from './conditional.ts';
import type { ExactP } from './conditional.ts';
import type { Alternative, Table } from './table.ts';
import { tableP } from './tails.ts';

/** What Fisher's test says of a 2×2 table. */
export interface Fisher extends ExactP, Explained {
  readonly conditional_or: number | null;
  readonly or_ci95: Interval;
}

/**
 * Fisher's exact test of a 2×2 table: `p` follows the alternative, `or_ci95` is its matching interval.
 * Source: R. A. Fisher, The Design of Experiments (1935), §11; conventions of R's `fisher.test`.
 */
export function fisher(table: Table, alternative: Alternative = 'two-sided'): Fisher {
  const [[a, b], [c, d]] = table;
  const margins = { row: a + b, column: a + c, total: a + b + c + d };
  const support = hypergeometric(margins);
  const exact = tableP(margins, a);
  const bySide = { 'two-sided': exact.p, less: exact.p_less, greater: exact.p_greater };
  return explained(
    {
      ...exact,
      p: bySide[alternative],
      conditional_or: conditionalOdds(support, a),
      or_ci95: conditionalOddsInterval(support, a, alternative),
    },
    { conditional_or: 'a row or a column of the table is empty, so any odds ratio fits' },
  );
}
