import { betaQuantile } from '../distributions/beta.ts';
import type { Interval } from './interval.ts';

/**
 * Clopper's and Pearson's exact interval (95 %) for the rate x/n, by beta quantiles:
 * B⁻¹(α/2; x, n−x+1), B⁻¹(1−α/2; x+1, n−x). `null` for n = 0.
 * Source: Biometrika 26 (1934) 404–413.
 */
export function clopperPearson(x: number, n: number): Interval | null {
  if (n === 0) return null;
  return [x === 0 ? 0 : betaQuantile(0.025, x, n - x + 1), x === n ? 1 : betaQuantile(0.975, x + 1, n - x)];
}
