import { conditionalOdds, exactP } from '../exact/conditional.ts';
import type { ExactP } from '../exact/conditional.ts';
import { hypergeometric } from '../distributions/hypergeometric.ts';
import type { Support } from '../distributions/hypergeometric.ts';
import type { Stratum } from './strata.ts';

/** The exact conditional test of a common odds ratio of 1, and its conditional estimate. */
export interface ExactStrata {
  readonly exact_p_two_sided: number;
  readonly exact_p_less: number;
  readonly exact_p_greater: number;
  readonly exact_p_mid: number;
  readonly conditional_common_or: number | null;
}

/**
 * The distribution of the sum of the upper left cells given all margins is the convolution of hypergeometric ones;
 * conventions as for one table (minimum likelihood), as R's `mantelhaen.test(exact = TRUE)`.
 * Source: C. R. Mehta, N. R. Patel & R. Gray, JASA 80 (1985) 969–973.
 */
export function exactStrata(strata: readonly Stratum[]): ExactStrata {
  const { whole, observed } = together(strata);
  const { p, p_less, p_greater, p_mid } = exactP(whole, observed);
  return {
    exact_p_two_sided: p,
    exact_p_less: p_less,
    exact_p_greater: p_greater,
    exact_p_mid: p_mid,
    conditional_common_or: conditionalOdds(whole, observed),
  };
}

/** The exact conditional p-values alone, without the estimate. */
export function exactStrataP(strata: readonly Stratum[]): ExactP {
  const { whole, observed } = together(strata);
  return exactP(whole, observed);
}

function together(strata: readonly Stratum[]): { whole: Support; observed: number } {
  let low = 0;
  let mass = Float64Array.of(1);
  for (const stratum of strata) {
    const next = hypergeometric(stratum);
    low += next.low;
    mass = convolved(mass, Float64Array.from(next.logMass, Math.exp));
  }
  return {
    whole: { low, high: low + mass.length - 1, logMass: Array.from(mass, Math.log) },
    observed: strata.reduce((total, stratum) => total + stratum.observed, 0),
  };
}

function convolved(one: Float64Array, other: Float64Array): Float64Array<ArrayBuffer> {
  const mass = new Float64Array(one.length + other.length - 1);
  for (let i = 0; i < one.length; i += 1) {
    const left = one[i] ?? 0;
    if (left === 0) continue;
    for (let j = 0; j < other.length; j += 1) mass[i + j] = (mass[i + j] ?? 0) + left * (other[j] ?? 0);
  }
  return mass;
}
