import { at } from './at.ts';

/**
 * The value below which a share of sorted numbers lies, drawn straight between neighbours (the default of R and NumPy).
 * Source: Hyndman & Fan, The American Statistician 50 (1996) 361–365, definition 7.
 * @param sorted at least one number, rising
 */
export function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const [a, b] = [at(sorted, low), at(sorted, Math.min(low + 1, sorted.length - 1))];
  return a + (place - low) * (b - a);
}
