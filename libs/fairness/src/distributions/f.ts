import { incompleteBeta } from '../numeric/incomplete-beta.ts';
import { rootOutwards } from '../numeric/root.ts';

/** P(F ≤ f) and P(F > f) with `df1` and `df2` degrees of freedom, by the incomplete beta (DLMF 8.17; A&S 26.6.2). */
export function fDistribution(f: number, df1: number, df2: number): { lower: number; upper: number } {
  if (f <= 0) return { lower: 0, upper: 1 };
  if (f === Infinity) return { lower: 1, upper: 0 };
  const whole = df1 * f + df2;
  return incompleteBeta((df1 * f) / whole, df1 / 2, df2 / 2, df2 / whole);
}

/** The f with P(F ≤ f) = p, for 0 < p < 1. */
export function fQuantile(p: number, df1: number, df2: number): number {
  const root = rootOutwards((logF) => {
    const { lower, upper } = fDistribution(Math.exp(logF), df1, df2);
    return p > 0.5 ? 1 - p - upper : lower - p;
  });
  return root === undefined ? Infinity : Math.exp(root);
}
