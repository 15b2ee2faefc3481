import { logBinomialMass } from '../numeric/saddle-point.ts';
import { incompleteBeta } from '../numeric/incomplete-beta.ts';
import { reportedP } from '../numeric/undefined.ts';

/** P(X = x) of the binomial distribution. */
export function binomialMass(x: number, n: number, p: number): number {
  return Math.exp(logBinomialMass(x, n, p, 1 - p));
}

/**
 * Exact two-sided p of x out of n against an even chance: min(1, 2 P(X ≤ min(x, n − x))); 1 when n is 0.
 * With an even chance this is also the minimum-likelihood p (the distribution is symmetric).
 */
export function signTest(x: number, n: number): number {
  const fewer = Math.min(x, n - x);
  if (2 * fewer >= n) return 1;
  return reportedP(2 * incompleteBeta(0.5, n - fewer, fewer + 1).lower);
}
