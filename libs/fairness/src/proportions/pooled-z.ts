import type { Pair } from './pair.ts';

/**
 * The "two standard deviations" statistic: (p̂₁ − p̂₂) / √(p̄(1−p̄)(1/n₁ + 1/n₂)) with the pooled rate p̄, without
 * continuity correction. `null` when everybody or nobody was selected.
 * Source: Fleiss, Levin & Paik, Statistical Methods for Rates and Proportions (2003), §3.2.
 */
export function pooledZ({ x1, n1, x2, n2 }: Pair): number | null {
  const selected = x1 + x2;
  const total = n1 + n2;
  if (selected === 0 || selected === total) return null;
  const rate = selected / total;
  const error = Math.sqrt(rate * ((total - selected) / total) * (total / n1 / n2));
  return (x1 * n2 - x2 * n1) / (n1 * n2) / error;
}
