import { chiSquareUpper } from '../distributions/chi-square.ts';
import { signTest } from '../distributions/binomial.ts';
import type { Table } from '../exact/table.ts';
import { explained, reportedP } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';

/** Whether paired yes/no answers moved more one way than the other. */
export interface McNemar extends Explained {
  readonly chi2_cc: number | null;
  readonly df: number;
  readonly p_cc: number | null;
  readonly p_exact: number;
}

/**
 * McNemar's test of a table before × after: (max(0, |b − c| − 1))²/(b + c), df 1, and the exact binomial p of b out of
 * b + c. Without discordant pairs the chi-square is undefined and the exact p is 1.
 * Sources: Q. McNemar, Psychometrika 12 (1947) 153–157; A. L. Edwards, ibid. 13 (1948) 185–187 (correction).
 */
export function mcnemar([[, b], [c]]: Table): McNemar {
  const changed = b + c;
  const chi2 = changed === 0 ? null : Math.max(0, Math.abs(b - c) - 1) ** 2 / changed;
  const reason = 'no pair is discordant (0/0)';
  return explained(
    {
      chi2_cc: chi2,
      df: 1,
      p_cc: chi2 === null ? null : reportedP(chiSquareUpper(chi2, 1)),
      p_exact: signTest(b, changed),
    },
    { chi2_cc: reason, p_cc: reason },
  );
}
