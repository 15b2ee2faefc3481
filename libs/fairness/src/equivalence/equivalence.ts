import { t90, tUpper } from '../distributions/t.ts';
import { at, sum } from '../numeric/at.ts';
import { explained } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';
import type { Interval } from '../proportions/interval.ts';

/** Whether a mean of paired differences lies between two bounds named beforehand. */
export interface Equivalence extends Explained {
  readonly n: number;
  readonly mean: number | null;
  readonly standard_error: number | null;
  readonly ci90: Interval | null;
  /** That the mean is not above the lower bound, and that it is not below the upper bound. */
  readonly p_low: number | null;
  readonly p_high: number | null;
  /** The larger of the two: below the level, the mean is shown to lie between the bounds. */
  readonly p: number | null;
}

/**
 * Two one-sided tests: t = (d̄ − low)/se and (high − d̄)/se with n − 1 degrees of freedom, se = s/√n. At level 5 % they say
 * the same as a 90 % interval that lies between the bounds. A large p shows nothing: neither equality nor a difference.
 * Source: D. J. Schuirmann, J. Pharmacokinetics and Biopharmaceutics 15 (1987) 657–680.
 */
export function equivalence(differences: readonly number[], low: number, high: number): Equivalence {
  const n = differences.length;
  const mean = n === 0 ? null : sum(differences) / n;
  const isSpread = differences.some((d) => d !== at(differences, 0));
  const base = { n, mean };
  if (mean === null || !isSpread) {
    const reason =
      n < 2
        ? 'fewer than two differences have no spread'
        : 'all differences are equal, so none can be tested';
    const none = { standard_error: null, ci90: null, p_low: null, p_high: null, p: null };
    return explained(
      { ...base, ...none },
      {
        mean: 'there is no difference',
        standard_error: reason,
        ci90: reason,
        p_low: reason,
        p_high: reason,
        p: reason,
      },
    );
  }
  const spread = sum(differences.map((d) => (d - mean) ** 2)) / (n - 1);
  const error = Math.sqrt(spread / n);
  const half = t90(n - 1) * error;
  const [below, above] = [tUpper((mean - low) / error, n - 1), tUpper((high - mean) / error, n - 1)];
  return {
    ...base,
    standard_error: error,
    ci90: [mean - half, mean + half],
    p_low: below,
    p_high: above,
    p: Math.max(below, above),
  };
}
