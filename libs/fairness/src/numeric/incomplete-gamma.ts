import { logPoissonMass } from './saddle-point.ts';

/**
 * Both tails of the regularised incomplete gamma function, P(a, x) and Q(a, x) = 1 − P, each without cancellation.
 * Series below x = a + 1, Lentz's continued fraction above (Press et al., Numerical Recipes, §6.2; DLMF 8.7, 8.9).
 */
export function incompleteGamma(a: number, x: number): { lower: number; upper: number } {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  if (x < a + 1) {
    const lower = Math.exp(logPoissonMass(a, x)) * series(a, x);
    return { lower, upper: 1 - lower };
  }
  const upper = Math.exp(logPoissonMass(a, x) + Math.log(a)) * fraction(a, x);
  return { lower: 1 - upper, upper };
}

function series(a: number, x: number): number {
  let term = 1;
  let total = 1;
  for (let k = 1; k < 1e6; k += 1) {
    term *= x / (a + k);
    total += term;
    if (term < total * 1e-17) break;
  }
  return total;
}

function fraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let product = d;
  for (let i = 1; i < 1e6; i += 1) {
    const numerator = -i * (i - a);
    b += 2;
    d = 1 / (numerator * d + b || tiny);
    c = b + numerator / c || tiny;
    product *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return product;
}
