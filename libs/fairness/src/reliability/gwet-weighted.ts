import { at, sum } from '../numeric/at.ts';
import { quotient } from '../numeric/undefined.ts';

/**
 * Gwet's AC2 with quadratic weights w = 1 − (k − l)²/(q − 1)², levels equally far apart in their order. With r*ᵢₖ = Σ wₖₗ rᵢₗ:
 * pₐ is the mean over units with two ratings of Σ rᵢₖ(r*ᵢₖ − 1)/(rᵢ(rᵢ − 1)), pₑ = Σw/(q(q − 1)) · Σ π(1 − π).
 * Source: K. L. Gwet, Handbook of Inter-Rater Reliability (2014), ch. 4.
 * @param counts units × levels
 * @param times how often each row of counts occurs; once when absent
 * @returns `null` where no unit has two ratings, or there is one level only
 */
export function gwetAc2(
  counts: readonly (readonly number[])[],
  times: readonly number[] = counts.map(() => 1),
): number | null {
  const levels = counts[0]?.length ?? 0;
  if (levels < 2) return null;
  const weight = (k: number, l: number): number => 1 - ((k - l) / (levels - 1)) ** 2;
  const places = Array.from({ length: levels }, (_, k) => k);
  const pi = places.map(() => 0);
  let [units, paired, agreed] = [0, 0, 0];
  for (const [i, unit] of counts.entries()) {
    const [raters, often] = [sum(unit), at(times, i)];
    if (raters === 0 || often === 0) continue;
    units += often;
    for (const k of places) pi[k] = at(pi, k) + (often * at(unit, k)) / raters;
    if (raters < 2) continue;
    paired += often;
    const near = (k: number): number => sum(places.map((l) => weight(k, l) * at(unit, l)));
    const own = sum(places.map((k) => at(unit, k) * (near(k) - 1))) / (raters * (raters - 1));
    agreed += often * own;
  }
  if (paired === 0) return null;
  const weights = sum(places.flatMap((k) => places.map((l) => weight(k, l))));
  const chance = (weights / (levels * (levels - 1))) * sum(pi.map((p) => (p / units) * (1 - p / units)));
  return quotient(agreed / paired - chance, 1 - chance);
}
