import { tilted } from '../distributions/hypergeometric.ts';
import type { Support } from '../distributions/hypergeometric.ts';
import { sum } from '../numeric/at.ts';
import { rootOutwards } from '../numeric/root.ts';
import { reportedP } from '../numeric/undefined.ts';
import type { Interval } from '../proportions/interval.ts';
import type { Alternative } from './table.ts';

/** Probabilities this close (relatively) to that of the observed table count as equal to it, as in R and SciPy. */
export const AS_LIKELY = 1 + 1e-7;

/** The exact p-values of an observed upper left cell (or sum of such cells) given all margins. */
export interface ExactP {
  readonly p: number;
  readonly p_less: number;
  readonly p_greater: number;
  readonly p_mid: number;
}

/**
 * Exact conditional p-values without an effect. Two-sided: the sum over all tables at most as likely as the observed
 * one (minimum likelihood; Freeman & Halton 1951, as in R). Mid-p: that minus half the observed probability
 * (Lancaster 1961). When the margins leave only one table, all are 1.
 */
export function exactP(support: Support, observed: number): ExactP {
  if (support.low === support.high) return { p: 1, p_less: 1, p_greater: 1, p_mid: 1 };
  const mass = tilted(support, 0);
  const place = observed - support.low;
  const own = mass[place] ?? 0;
  const p = sum(mass.filter((each) => each <= own * AS_LIKELY));
  return {
    p: reportedP(p),
    p_less: reportedP(sum(mass.slice(0, place + 1))),
    p_greater: reportedP(sum(mass.slice(place))),
    p_mid: reportedP(p - own / 2),
  };
}

/** The odds ratio under which the observed value is the expected one: the conditional maximum likelihood estimate. */
export function conditionalOdds(support: Support, observed: number): number | null {
  const { low, high } = support;
  if (low === high) return null;
  if (observed === low) return 0;
  if (observed === high) return Infinity;
  const expected = (logOdds: number): number => sum(tilted(support, logOdds).map((w, i) => w * (low + i)));
  return exponential(rootOutwards((logOdds) => expected(logOdds) - observed));
}

/** The odds ratios the exact test does not reject at 95 %: tails of 2.5 % each, or one tail of 5 % (Cornfield 1956). */
export function conditionalOddsInterval(
  support: Support,
  observed: number,
  alternative: Alternative,
): Interval {
  const { low, high } = support;
  const place = observed - low;
  const tail = alternative === 'two-sided' ? 0.025 : 0.05;
  const atLeast = (logOdds: number): number => sum(tilted(support, logOdds).slice(place));
  const atMost = (logOdds: number): number => sum(tilted(support, logOdds).slice(0, place + 1));
  const lower = alternative === 'less' || observed === low ? 0 : solve(atLeast, tail);
  const upper = alternative === 'greater' || observed === high ? Infinity : solve(atMost, tail);
  return [lower, upper];
}

function solve(probability: (logOdds: number) => number, tail: number): number {
  return exponential(rootOutwards((logOdds) => probability(logOdds) - tail));
}

function exponential(log: number | undefined): number {
  if (log === undefined) throw new RangeError('an odds ratio lies beyond what a number can hold');
  return Math.exp(log);
}
