import { Z95 } from '../distributions/normal.ts';
import { rootOutwards } from '../numeric/root.ts';
import type { Interval } from './interval.ts';
import type { Pair } from './pair.ts';

/**
 * Koopman's asymptotic score interval (95 %) for the ratio θ of two rates: all θ with
 * (p̂₁ − θ p̂₂)² / (p̃₁q̃₁/n₁ + θ² p̃₂q̃₂/n₂) ≤ z², the tilde rates being the most likely ones under p₁ = θ p₂.
 * Source: P. A. R. Koopman, Biometrics 40 (1984) 513–517; closed form of the rates after Nam, Biometrics 51 (1995).
 */
export function koopmanScore(pair: Pair): Interval {
  const { x1, x2 } = pair;
  const end = (z: number): number => {
    const root = rootOutwards((logRatio) => scoreOfRatio(pair, Math.exp(logRatio)) - z, 340);
    return root === undefined ? NaN : Math.exp(root);
  };
  return [x1 === 0 ? 0 : end(Z95), x2 === 0 ? Infinity : end(-Z95)];
}

/** The signed root of Koopman's statistic; falls as the ratio grows. */
function scoreOfRatio({ x1, n1, x2, n2 }: Pair, ratio: number): number {
  const selected = x1 + x2;
  const a = (n1 + n2) * ratio;
  const b = n1 * ratio + x1 + n2 + x2 * ratio;
  const p2 = Math.min((2 * selected) / (b + Math.sqrt(Math.max(0, b * b - 4 * a * selected))), 1, 1 / ratio);
  const p1 = ratio * p2;
  const variance = (p1 * Math.max(0, 1 - p1)) / n1 + (ratio * ratio * p2 * Math.max(0, 1 - p2)) / n2;
  const gap = x1 / n1 - (ratio * x2) / n2;
  return gap === 0 ? 0 : gap / Math.sqrt(variance);
}
