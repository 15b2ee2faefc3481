import { at, sum } from '../numeric/at.ts';
import { explained } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';

/** Agreement of many raters, the same number for every subject. */
export interface FleissKappa extends Explained {
  readonly fleiss: number | null;
  readonly z: number | null;
  readonly randolph_free_marginal: number | null;
}

/**
 * Fleiss' kappa of subjects × levels counts with m ratings for each of N subjects: P̄ = Σₛ Σⱼ n(n−1) / Nm(m−1),
 * P̄e = Σ pⱼ², κ = (P̄ − P̄e)/(1 − P̄e); z by the variance without agreement; Randolph's kappa takes chance as 1/k.
 * Sources: J. L. Fleiss, Psychological Bulletin 76 (1971); Fleiss, Nee & Landis, ibid. 86 (1979) 974–977; J. J. Randolph (2005).
 */
export function fleissKappa(counts: readonly (readonly number[])[]): FleissKappa {
  const [subjects, levels, raters] = [counts.length, at(counts, 0).length, sum(at(counts, 0))];
  const p = at(counts, 0).map((_, j) => sum(counts.map((row) => at(row, j))) / (subjects * raters));
  const agreed = sum(counts.flat().map((n) => n * (n - 1))) / (subjects * raters * (raters - 1));
  const chance = sum(p.map((each) => each * each));
  const spread = sum(p.map((each) => each * (1 - each)));
  const kappa = spread < 1e-15 ? null : (agreed - chance) / (1 - chance);
  const skew = sum(p.map((each) => each * (1 - each) * (1 - 2 * each)));
  const variance = (2 * (spread * spread - skew)) / (spread * spread * subjects * raters * (raters - 1));
  const reason = 'only one level was used, so agreement by chance is certain (0/0)';
  return explained(
    {
      fleiss: kappa,
      z: kappa === null ? null : kappa / Math.sqrt(variance),
      randolph_free_marginal: levels < 2 ? null : (agreed - 1 / levels) / (1 - 1 / levels),
    },
    { fleiss: reason, z: reason, randolph_free_marginal: 'the scale has only one level' },
  );
}
