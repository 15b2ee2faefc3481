import { Z95 } from '../distributions/normal.ts';
import type { Interval } from './interval.ts';
import type { Pair } from './pair.ts';

/**
 * Katz's log interval (95 %) for the ratio of two rates: ln r ± z √(1/x₁ − 1/n₁ + 1/x₂ − 1/n₂).
 * `null` when either group has nobody selected, where the variance of the logarithm does not exist.
 * Source: D. Katz et al., Biometrics 34 (1978) 469–474.
 */
export function katzLog({ x1, n1, x2, n2 }: Pair): Interval | null {
  if (x1 === 0 || x2 === 0) return null;
  const log = Math.log((x1 * n2) / (n1 * x2));
  const half = Z95 * Math.sqrt((n1 - x1) / (x1 * n1) + (n2 - x2) / (x2 * n2));
  return [Math.exp(log - half), Math.exp(log + half)];
}
