import { quotient } from '../numeric/undefined.ts';
import type { Pair } from './pair.ts';

/** The ratio of two rates (x₁/n₁)/(x₂/n₂), rounded once: `null` for 0/0, infinite for x/0. */
export function rateRatio({ x1, n1, x2, n2 }: Pair): number | null {
  return quotient(x1 * n2, n1 * x2);
}

/** The sample odds ratio x₁(n₂−x₂) / ((n₁−x₁)x₂): `null` for 0/0, infinite for x/0. */
export function oddsRatio({ x1, n1, x2, n2 }: Pair): number | null {
  return quotient(x1 * (n2 - x2), (n1 - x1) * x2);
}

/** Cohen's h = 2 asin √p₁ − 2 asin √p₂ (Statistical Power Analysis, 1988, ch. 6). */
export function cohenH({ x1, n1, x2, n2 }: Pair): number {
  return 2 * Math.asin(Math.sqrt(x1 / n1)) - 2 * Math.asin(Math.sqrt(x2 / n2));
}
