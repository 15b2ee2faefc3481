import { chiSquareUpper } from '../distributions/chi-square.ts';
import { adjust } from '../multiplicity/adjust.ts';
import type { Adjustment } from '../multiplicity/adjust.ts';
import { at, sum } from '../numeric/at.ts';
import { explained, reportedP } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';

/** The chi-square test of equal rates. */
export interface EqualRates extends Explained {
  readonly chi2: number | null;
  readonly df: number;
  readonly p: number | null;
}

const NO_VARIATION = 'everybody or nobody was selected, so no rate can differ';

/**
 * Pearson's chi-square of equal rates in k groups, Σ (x − n p̄)² / (n p̄ (1−p̄)), df = k − 1. With `yates` each
 * |x − n p̄| is lessened by min(½, |x₁ − n₁p̄|), which is what R's `prop.test` does for two groups.
 * Source: Fleiss, Levin & Paik (2003), ch. 9.
 */
export function equalRates(selected: readonly number[], n: readonly number[], yates = false): EqualRates {
  const df = n.length - 1;
  const [chosen, people] = [sum(selected), sum(n)];
  if (chosen === 0 || chosen === people) {
    return explained({ chi2: null, df, p: null }, { chi2: NO_VARIATION, p: NO_VARIATION });
  }
  const rate = chosen / people;
  const off = selected.map((x, i) => Math.abs(x - at(n, i) * rate));
  const less = yates ? Math.min(0.5, at(off, 0)) : 0;
  const chi2 = sum(off.map((d, i) => (d - less) ** 2 / (at(n, i) * rate * (1 - rate))));
  return { chi2, df, p: reportedP(chiSquareUpper(chi2, df)) };
}

/**
 * The test of equal rates for every pair of groups, keyed "2-1", "3-1", "3-2" … (counted from 1), adjusted for the
 * number of pairs as in R's `pairwise.prop.test`. A pair without variation is `null` and does not count.
 */
export function pairwiseRates(
  selected: readonly number[],
  n: readonly number[],
  yates: boolean,
  adjustment: Adjustment,
): Record<string, number | null> {
  const raw = n.flatMap((_, i) =>
    n.slice(0, i).map((__, j) => {
      const pair = [at(selected, j), at(selected, i)];
      return { key: `${i + 1}-${j + 1}`, p: equalRates(pair, [at(n, j), at(n, i)], yates).p };
    }),
  );
  const tested = raw.filter((pair): pair is { key: string; p: number } => pair.p !== null);
  const adjusted = adjust(
    tested.map(({ p }) => p),
    adjustment,
  );
  const byKey = new Map(tested.map(({ key }, i) => [key, at(adjusted, i)]));
  return Object.fromEntries(raw.map(({ key }) => [key, byKey.get(key) ?? null]));
}
