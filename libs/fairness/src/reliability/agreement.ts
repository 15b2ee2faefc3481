import { at, sum } from '../numeric/at.ts';
import { explained } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';
import { krippendorff } from './krippendorff.ts';

/** Coefficients of agreement on a nominal scale; those for two raters are `null` for more. */
export interface Agreement extends Explained {
  readonly percent_agreement: number | null;
  readonly percent_agreement_se: number | null;
  readonly gwet_ac1: number | null;
  readonly gwet_ac1_se: number | null;
  readonly brennan_prediger: number | null;
  readonly scott_pi: number | null;
  readonly fleiss: number | null;
  readonly krippendorff_alpha: number | null;
}

/**
 * Chance-corrected agreement (pₐ − pₑ)/(1 − pₑ) from units × levels counts. pₐ over units with at least two ratings;
 * level shares π over all rated units. Gwet AC1: pₑ = Σπ(1−π)/(q−1); Brennan–Prediger: 1/q; Scott and Fleiss: Σπ².
 * Standard errors by linearisation for a sample of units from an infinite population. `perTable` divides by the number
 * of units, as is usual for a table of two raters; otherwise by one less (irrCAC does both).
 * Source: K. L. Gwet, Handbook of Inter-Rater Reliability (2014), ch. 4–5; BJMSP 61 (2008) 29–48.
 */
export function agreement(counts: readonly (readonly number[])[], perTable = false): Agreement {
  const units = counts.filter((unit) => sum(unit) > 0);
  const rated = units.map((unit) => sum(unit));
  const paired = rated.filter((r) => r >= 2).length;
  const levels = counts[0]?.length ?? 0;
  const n = units.length;
  const own = units.map((unit, i) => {
    const r = at(rated, i);
    return r < 2 ? 0 : sum(unit.map((x) => x * (x - 1))) / (r * (r - 1));
  });
  const agreed = paired === 0 ? null : sum(own) / paired;
  const pi = (counts[0] ?? []).map((_, k) => sum(units.map((unit, i) => at(unit, k) / at(rated, i))) / n);
  const squares = sum(pi.map((p) => p * p));
  const chance = levels < 2 ? null : (1 - squares) / (levels - 1);
  const corrected = (by: number | null): number | null =>
    agreed === null || by === null || 1 - by < 1e-15 ? null : (agreed - by) / (1 - by);
  const ac1 = corrected(chance);
  const error = (off: readonly number[]): number | null => {
    const divisor = perTable ? n : n - 1;
    return divisor < 1 ? null : Math.sqrt(sum(off.map((d) => d * d)) / (n * divisor));
  };
  const spread = (score: (i: number) => number): number[] => units.map((_, i) => score(i));
  const weight = n / Math.max(1, paired);
  const agreedOff = spread((i) => (at(rated, i) < 2 ? 0 : weight * (at(own, i) - (agreed ?? 0))));
  const ac1Off = (e: number, coefficient: number): number[] =>
    spread((i) => {
      const unit = at(units, i);
      const share = sum(unit.map((x, k) => x * (1 - at(pi, k)))) / at(rated, i) / (levels - 1);
      const part = at(rated, i) < 2 ? 0 : (weight * (at(own, i) - e)) / (1 - e);
      return part - (2 * (1 - coefficient) * (share - e)) / (1 - e) - coefficient;
    });
  const isPair = rated.every((r) => r <= 2);
  const reason = paired === 0 ? 'no unit has two ratings' : 'agreement by chance is certain (0/0)';
  return explained(
    {
      percent_agreement: agreed,
      percent_agreement_se: agreed === null ? null : error(agreedOff),
      gwet_ac1: ac1,
      gwet_ac1_se: ac1 === null || chance === null ? null : error(ac1Off(chance, ac1)),
      brennan_prediger: corrected(levels < 2 ? null : 1 / levels),
      scott_pi: isPair ? corrected(squares) : null,
      fleiss: corrected(squares),
      krippendorff_alpha: krippendorff(
        counts,
        pi.map((_, k) => k),
      ).nominal,
    },
    {
      percent_agreement: reason,
      percent_agreement_se: paired === 0 ? reason : 'one unit has no spread',
      gwet_ac1: reason,
      gwet_ac1_se: ac1 === null ? reason : 'one unit has no spread',
      brennan_prediger: reason,
      scott_pi: isPair ? reason : 'it is for two raters; see fleiss',
      fleiss: reason,
      krippendorff_alpha: 'all ratings that can be paired are equal, or none can (0/0)',
    },
  );
}
