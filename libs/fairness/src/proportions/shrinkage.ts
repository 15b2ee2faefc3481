import { sum } from '../numeric/at.ts';

/**
 * Rates drawn towards the overall rate as far as their smallness asks: (x + M m)/(n + M), the prior's mean m and weight M by
 * the method of moments over the groups. Without more spread than chance alone makes, every rate is m.
 * Source: J. C. Kleinman, JASA 68 (1973) 46–54.
 */
export function shrunkenRates(
  groups: readonly { readonly n: number; readonly selected: number }[],
): number[] {
  const people = sum(groups.map(({ n }) => n));
  if (people === 0) return groups.map(() => NaN);
  const mean = sum(groups.map(({ selected }) => selected)) / people;
  const chance = mean * (1 - mean);
  const filled = groups.filter(({ n }) => n > 0);
  const spread = sum(filled.map(({ n, selected }) => n * (selected / n - mean) ** 2));
  const room = people - sum(filled.map(({ n }) => n * n)) / people - (filled.length - 1);
  const correlation =
    chance === 0 || room <= 0 ? 0 : (spread - chance * (filled.length - 1)) / (chance * room);
  if (correlation <= 0) return groups.map(() => mean);
  const weight = Math.max(0, 1 / Math.min(1, correlation) - 1);
  return groups.map(({ n, selected }) =>
    n + weight === 0 ? mean : (selected + weight * mean) / (n + weight),
  );
}
