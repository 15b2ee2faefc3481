import { logBinomialMass } from './saddle-point.ts';

/**
 * Both tails of the regularised incomplete beta function: `lower` is I_x(a, b), `upper` is I_(1−x)(b, a). The smaller
 * one carries full relative precision. `y` is 1 − x, given by the caller where it is known better than by subtraction.
 * Source: DLMF 8.17.22 by Lentz's method (Press et al., Numerical Recipes, §6.4).
 */
export function incompleteBeta(x: number, a: number, b: number, y = 1 - x): { lower: number; upper: number } {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  const front = Math.exp(logBinomialMass(a, a + b, x, y));
  if (x * (a + b + 2) < a + 1) {
    const lower = ((front * b) / (a + b)) * fraction(x, a, b);
    return { lower, upper: 1 - lower };
  }
  const upper = ((front * a) / (a + b)) * fraction(y, b, a);
  return { lower: 1 - upper, upper };
}

function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || tiny);
  let product = d;
  for (let m = 1; m < 1e5; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d || tiny);
    c = 1 + even / c || tiny;
    product *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d || tiny);
    c = 1 + odd / c || tiny;
    product *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return product;
}
