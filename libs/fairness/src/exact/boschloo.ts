import { peakBetween } from '../numeric/root.ts';
import { logBinomialMass } from '../numeric/saddle-point.ts';
import { explained, reportedP } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';
import type { Alternative, Table } from './table.ts';
import { lowerTail, rangeOf } from './tails.ts';

/** What Boschloo's test says of a 2×2 table whose columns are the groups. */
export interface Boschloo extends Explained {
  readonly fisher_p_statistic: number | null;
  readonly p: number;
}

/** Statistics this close (relatively) count as equal: they differ by rounding only. */
const AS_EXTREME = 1 + 1e-10;

/**
 * Boschloo's unconditional exact test: Fisher's one-sided p is the statistic, and p is the largest probability, over
 * all common rates π, of a statistic at most as large. Given s selections the statistic is small exactly for the first
 * cells, so that P(π) = Σₛ Binomial(s; N, π) · Fₛ with Fₛ the largest attainable Fisher p not above the observed one.
 * The alternative is about column 1 against column 2. Two-sided: min(1, twice the smaller one-sided p).
 * Source: R. D. Boschloo, Statistica Neerlandica 24 (1970) 1–9; conventions of SciPy's `boschloo_exact`.
 */
export function boschloo(table: Table, alternative: Alternative): Boschloo {
  const [[a, b], [c, d]] = table;
  if (a + c === 0 || b + d === 0) {
    return explained({ fisher_p_statistic: null, p: 1 }, { fisher_p_statistic: 'a group is empty' });
  }
  if (alternative === 'less') return oneSided(a, a + c, b, b + d);
  if (alternative === 'greater') return oneSided(b, b + d, a, a + c);
  const [less, greater] = [oneSided(a, a + c, b, b + d), oneSided(b, b + d, a, a + c)];
  const smaller = less.p <= greater.p ? less : greater;
  return { ...smaller, p: Math.min(1, 2 * smaller.p) };
}

/** The test that group 1 (x₁ of n₁) has the smaller rate. */
function oneSided(x1: number, n1: number, x2: number, n2: number): Boschloo {
  const total = n1 + n2;
  const observed = lowerTail(x1, { row: n1, column: x1 + x2, total });
  const sizes = attainable(n1, total, observed * AS_EXTREME);
  return { fisher_p_statistic: reportedP(observed), p: reportedP(largestProbability(sizes)) };
}

/**
 * For every number s of selections the largest Fisher p (less) not above a limit. The critical cell stays or moves up by
 * one when s grows by one, since one more selection adds at most one to the cell: two tails per s.
 */
function attainable(n1: number, total: number, limit: number): Float64Array {
  const sizes = new Float64Array(total + 1);
  let critical = -1;
  for (let s = 0; s <= total; s += 1) {
    const margins = { row: n1, column: s, total };
    const further = critical + 1 > rangeOf(margins).high ? 1 : lowerTail(critical + 1, margins);
    const moves = critical < n1 && further <= limit;
    if (moves) critical += 1;
    sizes[s] = moves ? further : lowerTail(critical, margins);
  }
  return sizes;
}

/** Peaks this far below the highest point of the grid cannot reach it: within a step the probability moves by ½ % at most. */
const NEAR_THE_TOP = 0.98;

/**
 * The maximum over π of Σₛ Binomial(s; N, π) · sizeₛ, searched on the scale asin √π, on which the binomial distribution is
 * as wide everywhere (½/√N): a grid of a fifth of that width, then golden section about its peaks.
 */
function largestProbability(sizes: Float64Array): number {
  const total = sizes.length - 1;
  const probability = (angle: number): number => expected(sizes, Math.sin(angle) ** 2, Math.cos(angle) ** 2);
  const steps = Math.max(200, Math.ceil(16 * Math.sqrt(total)));
  const width = Math.PI / 2 / steps;
  const heights = Array.from({ length: steps - 1 }, (_, i) => probability((i + 1) * width));
  const highest = Math.max(...heights);
  const isPeak = (height: number, i: number): boolean =>
    height >= highest * NEAR_THE_TOP && height >= (heights[i - 1] ?? 0) && height >= (heights[i + 1] ?? 0);
  const peaks = heights.flatMap((height, i) => (isPeak(height, i) ? [i] : []));
  return Math.max(
    ...peaks.map((i) =>
      probability(peakBetween(probability, Math.max(1e-12, i * width), (i + 2) * width - 1e-12, 1e-9)),
    ),
  );
}

/** Σₛ Binomial(s; N, p) · sizeₛ, outwards from the mode until what is left cannot count. */
function expected(sizes: Float64Array, p: number, q: number): number {
  const total = sizes.length - 1;
  const mode = Math.min(total, Math.floor((total + 1) * p));
  const start = Math.exp(logBinomialMass(mode, total, p, q));
  let whole = start * (sizes[mode] ?? 0);
  for (let [s, mass] = [mode, start]; s < total && mass > LEAST_MASS; s += 1) {
    mass *= ((total - s) / (s + 1)) * (p / q);
    whole += mass * (sizes[s + 1] ?? 0);
  }
  for (let [s, mass] = [mode, start]; s > 0 && mass > LEAST_MASS; s -= 1) {
    mass *= (s / (total - s + 1)) * (q / p);
    whole += mass * (sizes[s - 1] ?? 0);
  }
  return whole;
}

/** Binomial masses below this are left out: no size is above the statistic, so they add nothing that is seen. */
const LEAST_MASS = 1e-22;
