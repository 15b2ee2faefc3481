import type { Interval } from './interval.ts';
import type { Pair } from './pair.ts';
import { wilson } from './wilson.ts';

/**
 * Newcombe's hybrid score interval (95 %) for the difference of two rates, from the two Wilson intervals [l, u]:
 * d − √((p̂₁−l₁)² + (u₂−p̂₂)²), d + √((u₁−p̂₁)² + (p̂₂−l₂)²).
 * Source: R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, method 10.
 */
export function newcombe({ x1, n1, x2, n2 }: Pair): Interval | null {
  const [first, second] = [wilson(x1, n1), wilson(x2, n2)];
  if (first === null || second === null) return null;
  const [p1, p2] = [x1 / n1, x2 / n2];
  return [
    p1 - p2 - Math.hypot(p1 - first[0], second[1] - p2),
    p1 - p2 + Math.hypot(first[1] - p1, p2 - second[0]),
  ];
}
