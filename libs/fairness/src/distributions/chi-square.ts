import { incompleteGamma } from '../numeric/incomplete-gamma.ts';

/** P(X > x) of the chi-square distribution with `df` degrees of freedom, = Q(df/2, x/2). */
export function chiSquareUpper(x: number, df: number): number {
  return incompleteGamma(df / 2, x / 2).upper;
}
