import { reportedP } from '../numeric/undefined.ts';
import { fDistribution, fQuantile } from './f.ts';

/** Two-sided p of Student's t with `df` degrees of freedom: t² is F with 1 and df. */
export function tTwoSided(t: number, df: number): number {
  return reportedP(fDistribution(t * t, 1, df).upper);
}

/** The t that is exceeded on both sides together with probability 5 %. */
export function t95(df: number): number {
  return Math.sqrt(fQuantile(0.95, 1, df));
}
