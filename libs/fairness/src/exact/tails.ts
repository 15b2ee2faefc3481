import { logHypergeometricMass } from '../distributions/hypergeometric.ts';
import type { Margins } from '../distributions/hypergeometric.ts';
import { reportedP } from '../numeric/undefined.ts';
import { AS_LIKELY } from './conditional.ts';
import type { ExactP } from './conditional.ts';

/** Terms this small beside their sum no longer change it. */
const NEGLIGIBLE = 1e-18;

/** The smallest and the largest value the upper left cell can take. */
export function rangeOf({ row, column, total }: Margins): { low: number; high: number } {
  return { low: Math.max(0, row + column - total), high: Math.min(row, column) };
}

/**
 * P(X ≤ x) of the upper left cell without an effect: the mass at x, then downwards by the ratio of neighbours until the
 * terms no longer count. Full relative precision in the tail, and some √N steps whatever the size.
 */
export function lowerTail(x: number, margins: Margins): number {
  const { row, column, total } = margins;
  const { low, high } = rangeOf(margins);
  if (x < low) return 0;
  if (x >= high) return 1;
  let term = 1;
  let whole = 1;
  for (let k = x; k > low; k -= 1) {
    const ratio = (k / (row - k + 1)) * ((total - row - column + k) / (column - k + 1));
    term *= ratio;
    whole += term;
    if (ratio < 1 && term < whole * NEGLIGIBLE) break;
  }
  return Math.min(1, Math.exp(logHypergeometricMass(x, margins)) * whole);
}

/** P(X ≥ x): the lower tail of the same table with its columns the other way round. */
export function upperTail(x: number, { row, column, total }: Margins): number {
  return lowerTail(row - x, { row, column: total - column, total });
}

/**
 * The same p-values as {@link exactP} for one table, without going through all tables: two tails, the far one from where
 * tables become as unlikely as the observed one.
 */
export function tableP(margins: Margins, observed: number): ExactP {
  const { low, high } = rangeOf(margins);
  if (low === high) return { p: 1, p_less: 1, p_greater: 1, p_mid: 1 };
  const limit = logHypergeometricMass(observed, margins) + Math.log(AS_LIKELY);
  const own = Math.exp(logHypergeometricMass(observed, margins));
  const isRare = (x: number): boolean => logHypergeometricMass(x, margins) <= limit;
  const { row, column, total } = margins;
  const mode = Math.min(high, Math.max(low, Math.floor(((row + 1) * (column + 1)) / (total + 2))));
  const below = lastRare(low, mode, isRare);
  const above = firstRare(mode, high, isRare);
  const p = below + 1 >= above ? 1 : lowerTail(below, margins) + upperTail(above, margins);
  return {
    p: reportedP(p),
    p_less: reportedP(lowerTail(observed, margins)),
    p_greater: reportedP(upperTail(observed, margins)),
    p_mid: reportedP(p - own / 2),
  };
}

/** Below the mode masses rise: the last place up to it that is still rare, or one before all. */
function lastRare(low: number, mode: number, isRare: (x: number) => boolean): number {
  let [rare, common] = [low - 1, mode + 1];
  while (common - rare > 1) {
    const middle = Math.floor((rare + common) / 2);
    if (isRare(middle)) rare = middle;
    else common = middle;
  }
  return rare;
}

/** Above the mode masses fall: the first place from it on that is rare, or one after all. */
function firstRare(mode: number, high: number, isRare: (x: number) => boolean): number {
  let [common, rare] = [mode - 1, high + 1];
  while (rare - common > 1) {
    const middle = Math.floor((rare + common) / 2);
    if (isRare(middle)) rare = middle;
    else common = middle;
  }
  return rare;
}
