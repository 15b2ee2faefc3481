import { hypergeometric } from '../distributions/hypergeometric.ts';
import { at, sum } from '../numeric/at.ts';
import { peakBetween } from '../numeric/root.ts';
import { explained, reportedP } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';
import type { Alternative, Table } from './table.ts';

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
  const observed = fisherLess(n1, x1 + x2, total, x1);
  const sizes = Array.from({ length: total + 1 }, (_, s) => attainable(n1, s, total, observed * AS_EXTREME));
  return { fisher_p_statistic: reportedP(observed), p: reportedP(largestProbability(sizes)) };
}

function fisherLess(n1: number, selected: number, total: number, x1: number): number {
  const { low, logMass } = hypergeometric({ row: n1, column: selected, total });
  return sum(logMass.slice(0, x1 - low + 1).map(Math.exp));
}

/** The largest Fisher p (less) not above a limit, with `selected` of `total` selected. */
function attainable(n1: number, selected: number, total: number, limit: number): number {
  const { logMass } = hypergeometric({ row: n1, column: selected, total });
  let whole = 0;
  for (const log of logMass) {
    const next = whole + Math.exp(log);
    if (next > limit) return whole;
    whole = next;
  }
  return whole;
}

/** The maximum over π of Σₛ Binomial(s; N, π) · sizeₛ, searched on the scale asin √π, on which all features are as wide. */
function largestProbability(sizes: readonly number[]): number {
  const total = sizes.length - 1;
  const choose = [0];
  for (let s = 1; s <= total; s += 1) choose.push(at(choose, s - 1) + Math.log((total - s + 1) / s));
  const probability = (angle: number): number => {
    const [up, down] = [2 * Math.log(Math.sin(angle)), 2 * Math.log(Math.cos(angle))];
    return sum(
      sizes.map((size, s) => (size === 0 ? 0 : size * Math.exp(at(choose, s) + s * up + (total - s) * down))),
    );
  };
  const steps = Math.max(200, Math.ceil(16 * Math.sqrt(total)));
  const width = Math.PI / 2 / steps;
  const heights = Array.from({ length: steps - 1 }, (_, i) => probability((i + 1) * width));
  const highest = Math.max(...heights);
  const peaks = heights
    .map((height, i) => ({ height, i }))
    .filter(
      ({ height, i }) =>
        height >= highest * 0.95 && height >= (heights[i - 1] ?? 0) && height >= (heights[i + 1] ?? 0),
    );
  return Math.max(
    ...peaks.map(({ i }) =>
      probability(peakBetween(probability, Math.max(1e-12, i * width), (i + 2) * width - 1e-12)),
    ),
  );
}
