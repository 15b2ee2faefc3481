import { logBinomialMass } from '../numeric/saddle-point.ts';

/** The margins of a 2×2 table [[x, row − x], [column − x, …]] of `total` people. */
export interface Margins {
  readonly row: number;
  readonly column: number;
  readonly total: number;
}

/** The possible values of the upper left cell and the logarithms of their probabilities. */
export interface Support {
  readonly low: number;
  readonly high: number;
  readonly logMass: readonly number[];
}

/** ln P(X = x), by three binomial masses as in R's `dhyper` (Loader 2000). */
export function logHypergeometricMass(x: number, { row, column, total }: Margins): number {
  if (total === 0) return x === 0 ? 0 : -Infinity;
  const [p, q] = [column / total, (total - column) / total];
  return (
    logBinomialMass(x, row, p, q) +
    logBinomialMass(column - x, total - row, p, q) -
    logBinomialMass(column, total, p, q)
  );
}

/**
 * The whole distribution of the upper left cell when all margins are fixed: outwards from its mode by
 * P(x+1)/P(x) = (row−x)(column−x) / ((x+1)(total−row−column+x+1)).
 */
export function hypergeometric(margins: Margins): Support {
  const { row, column, total } = margins;
  const low = Math.max(0, row + column - total);
  const high = Math.min(row, column);
  const mode = Math.min(high, Math.max(low, Math.floor(((row + 1) * (column + 1)) / (total + 2))));
  const step = (x: number): number =>
    Math.log((((row - x) / (x + 1)) * (column - x)) / (total - row - column + x + 1));
  const logMass = new Array<number>(high - low + 1).fill(0);
  let log = logHypergeometricMass(mode, margins);
  logMass[mode - low] = log;
  for (let x = mode; x < high; x += 1) logMass[x + 1 - low] = log += step(x);
  log = logMass[mode - low] ?? 0;
  for (let x = mode - 1; x >= low; x -= 1) logMass[x - low] = log -= step(x);
  return { low, high, logMass };
}

/**
 * The same distribution under an odds ratio other than 1 (Fisher's noncentral hypergeometric): masses ∝ mass · ψˣ.
 * Works for a convolution of several such distributions too.
 */
export function tilted({ low, logMass }: Support, logOdds: number): number[] {
  const logs = logMass.map((log, i) => log + logOdds * (low + i));
  const top = logs.reduce((a, b) => Math.max(a, b), -Infinity);
  const weights = logs.map((log) => Math.exp(log - top));
  const whole = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / whole);
}
