import { chiSquareUpper } from '../distributions/chi-square.ts';
import { sum } from '../numeric/at.ts';
import { reportedP } from '../numeric/undefined.ts';
import { isInformative } from './strata.ts';
import type { Stratum } from './strata.ts';

/** Whether the odds ratio is the same in all strata. */
export interface Homogeneity {
  readonly breslow_day: number | null;
  readonly breslow_day_p: number | null;
  readonly tarone: number | null;
  readonly tarone_p: number | null;
}

/**
 * Breslow's and Day's test, Σ (a − A)²/V with A the cell fitted to the common odds ratio and V = (1/A + 1/B + 1/C +
 * 1/D)⁻¹, and with Tarone's correction, less (Σ(a − A))²/ΣV; df = informative strata − 1. `null` where it has no meaning.
 * Sources: Breslow & Day, Statistical Methods in Cancer Research I (1980) §4.4; R. E. Tarone, Biometrika 72 (1985) 91–95.
 */
export function breslowDay(strata: readonly Stratum[], odds: number | null): Homogeneity {
  const used = strata.filter(isInformative);
  const df = used.length - 1;
  if (odds === null || odds === 0 || odds === Infinity || df < 1) {
    return { breslow_day: null, breslow_day_p: null, tarone: null, tarone_p: null };
  }
  const fits = used.map((stratum) => {
    const a = fitted(stratum, odds);
    const { row, column, total, observed } = stratum;
    const variance = 1 / (1 / a + 1 / (row - a) + 1 / (column - a) + 1 / (total - row - column + a));
    return { off: observed - a, variance };
  });
  const plain = sum(fits.map(({ off, variance }) => (off * off) / variance));
  const tarone = plain - sum(fits.map(({ off }) => off)) ** 2 / sum(fits.map(({ variance }) => variance));
  return {
    breslow_day: plain,
    breslow_day_p: reportedP(chiSquareUpper(plain, df)),
    tarone,
    tarone_p: reportedP(chiSquareUpper(tarone, df)),
  };
}

/** The upper left cell with these margins and this odds ratio: the root of (1−ψ)A² + (N−r−c+ψ(r+c))A − ψrc = 0. */
function fitted({ row, column, total }: Stratum, odds: number): number {
  const square = 1 - odds;
  const linear = total - row - column + odds * (row + column);
  const constant = odds * row * column;
  const spread = Math.sqrt(linear * linear + 4 * square * constant);
  return linear >= 0 ? (2 * constant) / (linear + spread) : (spread - linear) / (2 * square);
}
