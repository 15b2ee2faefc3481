import { chiSquareUpper } from '../distributions/chi-square.ts';
import { t95 } from '../distributions/t.ts';
import { explained, reportedP } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';
import type { Interval } from '../proportions/interval.ts';

/** How many, their sum and their sum of squares. */
export interface Moments {
  readonly n: number;
  readonly total: number;
  readonly squares: number;
}

/** A focal group and what it is compared with, alike in whatever makes the stratum. */
export interface Compared {
  readonly focal: Moments;
  readonly reference: Moments;
}

/** Whether two groups differ in their scores once alike in the rest. */
export interface MeanDifference extends Explained {
  readonly focal_n: number;
  readonly reference_n: number;
  readonly strata: number;
  /** Focal minus reference, weighted by n₁n₂/N: what a regression with one constant per stratum gives. */
  readonly difference: number | null;
  /** By the standard error s/√Σ(n₁n₂/N) of that regression. */
  readonly ci95: Interval | null;
  /** The same in standard deviations within groups and strata, with Hedges' factor 1 − 3/(4 df − 1). */
  readonly standardised: number | null;
  readonly chi2: number | null;
  readonly p: number | null;
}

/**
 * Mantel's test of scores on an ordered or numerical scale, pooled over strata: (Σ (T − E))²/ΣV with T the focal sum,
 * E = n₁ȳ, V = n₁n₂ (NΣy² − (Σy)²)/(N²(N−1)), df 1. For two-valued scores this is the Mantel–Haenszel chi-square.
 * Sources: N. Mantel, JASA 58 (1963) 690–700; R. Zwick, J. R. Donoghue & A. Grima, J. Educational Measurement 30 (1993)
 * 233–251 (differential item functioning on several levels); L. V. Hedges, J. Educational Statistics 6 (1981).
 */
export function mantelMeans(strata: readonly Compared[]): MeanDifference {
  let [off, variance, weighted, weights, within, freedom, people, others] = [0, 0, 0, 0, 0, 0, 0, 0];
  let used = 0;
  for (const { focal, reference } of strata) {
    const [n1, n2] = [focal.n, reference.n];
    if (n1 === 0 || n2 === 0) continue;
    used += 1;
    people += n1;
    others += n2;
    const n = n1 + n2;
    const total = focal.total + reference.total;
    const spread = Math.max(0, focal.squares + reference.squares - (total * total) / n);
    off += focal.total - (n1 * total) / n;
    if (n > 1) variance += (n1 * n2 * spread) / n / (n - 1);
    const weight = (n1 * n2) / n;
    weighted += weight * (focal.total / n1 - reference.total / n2);
    weights += weight;
    within += squaresWithin(focal) + squaresWithin(reference);
    freedom += n - 2;
  }
  const difference = weights === 0 ? null : weighted / weights;
  const deviation = freedom > 0 ? Math.sqrt(within / freedom) : 0;
  const half = freedom > 0 && weights > 0 ? (t95(freedom) * deviation) / Math.sqrt(weights) : null;
  const chi2 = variance === 0 ? null : (off * off) / variance;
  const reason = 'in no stratum are both groups present with scores that differ';
  return explained(
    {
      focal_n: people,
      reference_n: others,
      strata: used,
      difference,
      ci95: difference === null || half === null ? null : [difference - half, difference + half],
      standardised:
        difference === null || deviation === 0
          ? null
          : (difference / deviation) * (1 - 3 / (4 * freedom - 1)),
      chi2,
      p: chi2 === null ? null : reportedP(chiSquareUpper(chi2, 1)),
    },
    { difference: reason, ci95: reason, standardised: reason, chi2: reason, p: reason },
  );
}

function squaresWithin({ n, total, squares }: Moments): number {
  return Math.max(0, squares - (total * total) / n);
}
