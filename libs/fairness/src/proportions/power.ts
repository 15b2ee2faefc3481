import { normalLower, normalQuantile } from '../distributions/normal.ts';
import { rootBetween } from '../numeric/root.ts';
import { explained } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';

/**
 * The power of a two-sided test of two rates with n people in each group, as R's `power.prop.test`:
 * Φ((√n |p₁−p₂| − z √(2p̄(1−p̄))) / √(p₁q₁ + p₂q₂)), without continuity correction, the other tail left out.
 * Source: Fleiss, Levin & Paik (2003), §4.2.
 */
export function power(n: number, p1: number, p2: number, alpha = 0.05): number {
  const [pooled, free, z] = [nullSpread(p1, p2), freeSpread(p1, p2), -normalQuantile(alpha / 2)];
  const reach = Math.sqrt(n) * Math.abs(p1 - p2) - z * pooled;
  return free === 0 ? (reach > 0 ? 1 : 0) : normalLower(reach / free);
}

/** The same for groups of n₁ and n₂ people, with the pooled rate weighted by them; equals {@link power} for n₁ = n₂. */
export function powerOfPair(n1: number, n2: number, p1: number, p2: number, alpha = 0.05): number {
  const pooled = (n1 * p1 + n2 * p2) / (n1 + n2);
  const under = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
  const free = Math.sqrt((p1 * (1 - p1)) / n1 + (p2 * (1 - p2)) / n2);
  const reach = Math.abs(p1 - p2) + normalQuantile(alpha / 2) * under;
  return free === 0 ? (reach > 0 ? 1 : 0) : normalLower(reach / free);
}

/**
 * The ratio nearest to 1, below it, of group 1's rate to the rate p₂ of group 2 that is noticed with the power wanted;
 * `null` when not even a rate of zero would be.
 */
export function detectableRatio(
  wanted: number,
  n1: number,
  n2: number,
  p2: number,
  alpha = 0.05,
): { ratio: number | null } & Explained {
  const lack = (ratio: number): number => powerOfPair(n1, n2, ratio * p2, p2, alpha) - wanted;
  if (p2 === 0 || lack(0) < 0) {
    return explained(
      { ratio: null },
      { ratio: 'at this size not even a rate of zero is noticed with this power' },
    );
  }
  return { ratio: rootBetween(lack, 0, 1) };
}

/** People per group for which the power is reached, not rounded up: ((z √(2p̄q̄) + z_β √(p₁q₁+p₂q₂)) / |p₁−p₂|)². */
export function groupSize(
  wanted: number,
  p1: number,
  p2: number,
  alpha = 0.05,
): { n: number | null } & Explained {
  if (p1 === p2) return explained({ n: null }, { n: 'two equal rates cannot be told apart at any size' });
  const reach = -normalQuantile(alpha / 2) * nullSpread(p1, p2) + normalQuantile(wanted) * freeSpread(p1, p2);
  if (reach <= 0) return explained({ n: null }, { n: 'this power is reached at any size' });
  return { n: (reach / Math.abs(p1 - p2)) ** 2 };
}

/** The rate above p₁ that is told apart from it with the power wanted. */
export function detectableRate(
  wanted: number,
  n: number,
  p1: number,
  alpha = 0.05,
): { p2: number | null } & Explained {
  const lack = (p2: number): number => power(n, p1, p2, alpha) - wanted;
  if (p1 === 1 || lack(1) < 0) {
    return explained({ p2: null }, { p2: 'at this size not even a rate of 1 is told apart with this power' });
  }
  if (lack(p1) >= 0) return explained({ p2: null }, { p2: 'this power is reached without any difference' });
  return { p2: rootBetween(lack, p1, 1) };
}

function nullSpread(p1: number, p2: number): number {
  return Math.sqrt((p1 + p2) * (1 - (p1 + p2) / 2));
}

function freeSpread(p1: number, p2: number): number {
  return Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2));
}
