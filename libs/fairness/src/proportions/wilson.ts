import { Z95 } from '../distributions/normal.ts';
import type { Interval } from './interval.ts';

/**
 * Wilson's score interval (95 %) for the rate x/n:
 * (p̂ + z²/2n ± z √(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n). `null` for n = 0.
 * Source: E. B. Wilson, JASA 22 (1927) 209–212.
 */
export function wilson(x: number, n: number): Interval | null {
  if (n === 0) return null;
  const z2 = Z95 * Z95;
  const middle = x + z2 / 2;
  const half = Z95 * Math.sqrt((x * (n - x)) / n + z2 / 4);
  return [x === 0 ? 0 : (middle - half) / (n + z2), x === n ? 1 : (middle + half) / (n + z2)];
}
