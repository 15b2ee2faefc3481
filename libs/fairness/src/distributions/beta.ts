import { incompleteBeta } from '../numeric/incomplete-beta.ts';
import { rootBetween } from '../numeric/root.ts';

/** The x with I_x(a, b) = p, for 0 < p < 1. Solved on the logit scale, so that x near 0 or 1 is as exact as in the middle. */
export function betaQuantile(p: number, a: number, b: number): number {
  const f = (logit: number): number => {
    const [x, y] = [1 / (1 + Math.exp(-logit)), 1 / (1 + Math.exp(logit))];
    const { lower, upper } = incompleteBeta(x, a, b, y);
    return p > 0.5 ? 1 - p - upper : lower - p;
  };
  return 1 / (1 + Math.exp(-rootBetween(f, -700, 700)));
}
