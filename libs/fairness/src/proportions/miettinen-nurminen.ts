import { Z95 } from '../distributions/normal.ts';
import { rootBetween } from '../numeric/root.ts';
import type { Interval } from './interval.ts';
import type { Pair } from './pair.ts';

/**
 * Miettinen's and Nurminen's score interval (95 %) for the difference δ of two rates: all δ with
 * (p̂₁ − p̂₂ − δ)² / ((p̃₁q̃₁/n₁ + p̃₂q̃₂/n₂) · N/(N−1)) ≤ z², the tilde rates most likely under p₁ − p₂ = δ.
 * Source: Statistics in Medicine 4 (1985) 213–226, appendix I (closed root of the cubic).
 */
export function miettinenNurminen(pair: Pair): Interval {
  const difference = pair.x1 / pair.n1 - pair.x2 / pair.n2;
  const distance = (delta: number): number => Math.abs(scoreOfDifference(pair, delta, difference)) - Z95;
  const end = (edge: number): number =>
    difference === edge || distance(edge) <= 0 ? edge : rootBetween(distance, difference, edge);
  return [end(-1), end(1)];
}

function scoreOfDifference({ x1, n1, x2, n2 }: Pair, delta: number, difference: number): number {
  const gap = difference - delta;
  if (gap === 0) return 0;
  const total = n1 + n2;
  const selected = x1 + x2;
  const square = (n1 + 2 * n2) * delta - total - selected;
  const linear = (n2 * delta - total - 2 * x2) * delta + selected;
  const constant = x2 * delta * (1 - delta);
  const shift = square / (3 * total);
  const q = shift ** 3 - (linear * square) / (6 * total * total) + constant / (2 * total);
  const p = (q < 0 ? -1 : 1) * Math.sqrt(Math.max(0, shift * shift - linear / (3 * total)));
  const cosine = p === 0 ? 0 : Math.min(1, Math.max(-1, q / p ** 3));
  const free = 2 * p * Math.cos((Math.PI + Math.acos(cosine)) / 3) - shift;
  const p2 = Math.min(1, 1 - delta, Math.max(0, -delta, free));
  const p1 = Math.min(1, Math.max(0, p2 + delta));
  const variance = ((p1 * (1 - p1)) / n1 + (p2 * (1 - p2)) / n2) * (total / (total - 1));
  return gap / Math.sqrt(variance);
}
