import { reportedP } from '../numeric/undefined.ts';
import { fDistribution, fQuantile } from './f.ts';

/** Two-sided p of Student's t with `df` degrees of freedom: t² is F with 1 and df. */
export function tTwoSided(t: number, df: number): number {
  return reportedP(fDistribution(t * t, 1, df).upper);
}

/** Probability of a larger t with `df` degrees of freedom. */
export function tUpper(t: number, df: number): number {
  const outside = fDistribution(t * t, 1, df).upper / 2;
  return reportedP(t > 0 ? outside : 1 - outside);
}

/** The t that is exceeded on both sides together with probability 10 %. */
export function t90(df: number): number {
  return Math.sqrt(fQuantile(0.9, 1, df));
}

/** The t that is exceeded on both sides together with probability 5 %. */
export function t95(df: number): number {
  return Math.sqrt(fQuantile(0.95, 1, df));
}
