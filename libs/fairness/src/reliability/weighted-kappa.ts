import { normalTwoSided, Z95 } from '../distributions/normal.ts';
import { at, sum } from '../numeric/at.ts';
import { explained, reportedP } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';
import type { Interval } from '../proportions/interval.ts';

/** How much a disagreement of two levels counts: not at all, by steps, by squared steps. */
export const WEIGHTINGS = ['unweighted', 'linear', 'quadratic'] as const;
export type Weighting = (typeof WEIGHTINGS)[number];

/** Agreement of two raters beyond chance. */
export interface Kappa extends Explained {
  readonly kappa: number | null;
  readonly ase: number | null;
  readonly ci95: Interval | null;
  readonly ase0: number | null;
  readonly z: number | null;
  readonly p_two: number | null;
}

const ONE_LEVEL = 'agreement by chance is certain (0/0)';

/**
 * Cohen's (weighted) kappa, (Σwp − Σwe)/(1 − Σwe), of a square table of two raters on a fixed scale; `ase` is its
 * asymptotic standard error, `ase0` the one under chance alone, used for `z`.
 * Sources: J. Cohen, Psychological Bulletin 70 (1968); J. L. Fleiss, J. Cohen & B. S. Everitt, ibid. 72 (1969) 323–327.
 */
export function weightedKappa(table: readonly (readonly number[])[], weighting: Weighting): Kappa {
  const k = table.length;
  const n = sum(table.flat());
  const rows = table.map((row) => sum(row) / n);
  const columns = table.map((_, j) => sum(table.map((row) => at(row, j))) / n);
  const weight = (i: number, j: number): number => agreementWeight(i, j, k, weighting);
  const over = (f: (i: number, j: number) => number): number =>
    sum(rows.flatMap((_, i) => columns.map((__, j) => f(i, j))));
  const share = (i: number, j: number): number => at(at(table, i), j) / n;
  const byChance = (i: number, j: number): number => at(rows, i) * at(columns, j);
  const agreed = over((i, j) => weight(i, j) * share(i, j));
  const chance = over((i, j) => weight(i, j) * byChance(i, j));
  if (n === 0 || 1 - chance < 1e-15) return undefinedKappa(n === 0 ? 'nobody was rated by both' : ONE_LEVEL);
  const kappa = (agreed - chance) / (1 - chance);
  const rowMean = rows.map((_, i) => sum(columns.map((q, j) => q * weight(i, j))));
  const columnMean = columns.map((_, j) => sum(rows.map((q, i) => q * weight(i, j))));
  const scale = 1 / (n * (1 - chance) ** 2);
  const mean = (i: number, j: number): number => at(rowMean, i) + at(columnMean, j);
  const free =
    over((i, j) => share(i, j) * (weight(i, j) - mean(i, j) * (1 - kappa)) ** 2) -
    (kappa - chance * (1 - kappa)) ** 2;
  const none = over((i, j) => byChance(i, j) * (weight(i, j) - mean(i, j)) ** 2) - chance ** 2;
  const ase = Math.sqrt(Math.max(0, free) * scale);
  const ase0 = Math.sqrt(Math.max(0, none) * scale);
  const z = ase0 === 0 ? null : kappa / ase0;
  const noError = 'the standard error under chance is zero';
  return explained(
    {
      kappa,
      ase,
      ci95: [kappa - Z95 * ase, kappa + Z95 * ase],
      ase0,
      z,
      p_two: z === null ? null : reportedP(normalTwoSided(z)),
    },
    { z: noError, p_two: noError },
  );
}

function undefinedKappa(reason: string): Kappa {
  return explained(
    { kappa: null, ase: null, ci95: null, ase0: null, z: null, p_two: null },
    { kappa: reason, ase: reason, ci95: reason, ase0: reason, z: reason, p_two: reason },
  );
}

function agreementWeight(i: number, j: number, k: number, weighting: Weighting): number {
  const distance = k === 1 ? 0 : Math.abs(i - j) / (k - 1);
  switch (weighting) {
    case 'unweighted':
      return i === j ? 1 : 0;
    case 'linear':
      return 1 - distance;
    case 'quadratic':
      return 1 - distance * distance;
  }
}
