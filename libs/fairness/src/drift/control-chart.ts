import type { Interval } from '../proportions/interval.ts';

/** A week of a control chart: whether its rate is one that chance explains. */
export interface Controlled {
  readonly rate: number;
  /** Three standard deviations about the centre, between 0 and 1. */
  readonly limits: Interval;
  readonly beyond_limits: boolean;
}

/**
 * A point of a p-chart: limits p̄ ± 3 √(p̄(1 − p̄)/n), cut at 0 and 1. Source: W. A. Shewhart, Economic Control of Quality (1931).
 * @param n at least one
 */
export function controlled(n: number, selected: number, centre: number): Controlled {
  const half = 3 * Math.sqrt((centre * (1 - centre)) / n);
  const limits: Interval = [Math.max(0, centre - half), Math.min(1, centre + half)];
  const rate = selected / n;
  return { rate, limits, beyond_limits: rate < limits[0] || rate > limits[1] };
}
