import { conditionalOdds, exactP } from '../exact/conditional.ts';
import { hypergeometric } from '../distributions/hypergeometric.ts';
import type { Support } from '../distributions/hypergeometric.ts';
import type { Stratum } from './strata.ts';

/** The exact conditional test of a common odds ratio of 1, and its conditional estimate. */
export interface ExactStrata {
  readonly exact_p_two_sided: number;
  readonly exact_p_less: number;
  readonly exact_p_greater: number;
  readonly conditional_common_or: number | null;
}

/**
 * The distribution of the sum of the upper left cells given all margins is the convolution of hypergeometric ones;
 * conventions as for one table (minimum likelihood), as R's `mantelhaen.test(exact = TRUE)`.
 * Source: C. R. Mehta, N. R. Patel & R. Gray, JASA 80 (1985) 969–973.
 */
export function exactStrata(strata: readonly Stratum[]): ExactStrata {
  const start: Support = { low: 0, high: 0, logMass: [0] };
  const whole = strata.map((stratum) => hypergeometric(stratum)).reduce(convolved, start);
  const observed = strata.reduce((total, stratum) => total + stratum.observed, 0);
  const { p, p_less, p_greater } = exactP(whole, observed);
  return {
    exact_p_two_sided: p,
    exact_p_less: p_less,
    exact_p_greater: p_greater,
    conditional_common_or: conditionalOdds(whole, observed),
  };
}

function convolved(one: Support, other: Support): Support {
  const mass = new Array<number>(one.logMass.length + other.logMass.length - 1).fill(0);
  const right = other.logMass.map(Math.exp);
  for (const [i, log] of one.logMass.entries()) {
    const left = Math.exp(log);
    for (const [j, each] of right.entries()) mass[i + j] = (mass[i + j] ?? 0) + left * each;
  }
  return { low: one.low + other.low, high: one.high + other.high, logMass: mass.map(Math.log) };
}
