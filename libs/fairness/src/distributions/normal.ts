import { incompleteGamma } from '../numeric/incomplete-gamma.ts';

/** P(Z > z) for the standard normal, = ½ Q(½, z²/2) for z ≥ 0; keeps its precision far out in the tail. */
export function normalUpper(z: number): number {
  const { lower, upper } = incompleteGamma(0.5, (z * z) / 2);
  return z >= 0 ? upper / 2 : (1 + lower) / 2;
}

/** P(Z ≤ z) for the standard normal. */
export function normalLower(z: number): number {
  return normalUpper(-z);
}

/** Two-sided p of a standard normal statistic. */
export function normalTwoSided(z: number): number {
  return incompleteGamma(0.5, (z * z) / 2).upper;
}

/**
 * The z with P(Z ≤ z) = p, 0 < p < 1.
 * Abramowitz & Stegun 26.2.23 as a start, then Halley's steps on the distribution itself to full precision.
 */
export function normalQuantile(p: number): number {
  if (p === 0.5) return 0;
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  const start =
    t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  let z = -start;
  for (let round = 0; round < 4; round += 1) {
    const error = (normalLower(z) - p) * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2);
    z -= error / (1 + (z * error) / 2);
  }
  return z;
}

/** The 97.5 % point of the standard normal, for 95 % intervals. */
export const Z95 = -normalQuantile(0.025);
