import { Z95 } from '../distributions/normal.ts';
import { sum } from '../numeric/at.ts';
import { quotient } from '../numeric/undefined.ts';
import type { Interval } from '../proportions/interval.ts';
import type { Stratum } from './strata.ts';

/** The Mantel–Haenszel ratio of rates, first row against second: Σ a(c+d)/N ÷ Σ c(a+b)/N; `null` for 0/0. */
export function commonRatio(strata: readonly Stratum[]): number | null {
  return quotient(sum(strata.map(first)), sum(strata.map(second)));
}

const first = ({ observed, row, total }: Stratum): number => (observed * (total - row)) / total;
const second = ({ observed, row, column, total }: Stratum): number => ((column - observed) * row) / total;

/**
 * Its interval (95 %) by the variance of the logarithm after Greenland & Robins, Biometrics 41 (1985) 55–68:
 * Σ (row·(N−row)·column − a·c·N)/N² ÷ (Σ a(c+d)/N · Σ c(a+b)/N). `null` at 0, infinity and 0/0.
 */
export function commonRatioInterval(strata: readonly Stratum[]): Interval | null {
  const ratio = commonRatio(strata);
  if (ratio === null || ratio === 0 || ratio === Infinity) return null;
  const spread = sum(
    strata.map(
      ({ observed, row, column, total }) =>
        (row * (total - row) * column) / total / total - (observed * (column - observed)) / total,
    ),
  );
  const half = Z95 * Math.sqrt(Math.max(0, spread) / (sum(strata.map(first)) * sum(strata.map(second))));
  return [ratio * Math.exp(-half), ratio * Math.exp(half)];
}
