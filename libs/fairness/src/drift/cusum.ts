import { at, sum } from '../numeric/at.ts';
import { explained } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';

/** Sums of what weeks are above and below the centre, which notice a small lasting change that no single week shows. */
export interface Cusum extends Explained {
  readonly centre: number | null;
  readonly above: readonly number[] | null;
  readonly below: readonly number[] | null;
  /** Places of the weeks in which a sum passed the decision interval. */
  readonly signals: readonly number[];
}

/** In standard deviations: half of the shift to be noticed, and the sum that is a signal. */
export const ALLOWANCE = 0.5;
export const DECISION = 5;

/**
 * A tabular CUSUM of rates: z = (x − n p)/√(n p(1 − p)) by week, C⁺ = max(0, C⁺ + z − k), C⁻ = max(0, C⁻ − z − k), signal
 * above h. Weeks without people add nothing. The centre is the rate over all weeks unless one was named beforehand.
 * Sources: E. S. Page, Biometrika 41 (1954) 100–115; D. C. Montgomery, Introduction to Statistical Quality Control, ch. 9.
 */
export function cusum(
  n: readonly number[],
  selected: readonly number[],
  named: number | null = null,
  allowance = ALLOWANCE,
  decision = DECISION,
): Cusum {
  const people = sum(n);
  const centre = named ?? (people === 0 ? null : sum(selected) / people);
  if (centre === null || centre <= 0 || centre >= 1) {
    const reason = 'a centre of 0 or 1 has no spread';
    return explained(
      { centre, above: null, below: null, signals: [] },
      { centre: 'there is nobody in any week (0/0)', above: reason, below: reason },
    );
  }
  let [up, down] = [0, 0];
  const [above, below]: [number[], number[]] = [[], []];
  const signals: number[] = [];
  for (const [week, size] of n.entries()) {
    if (size > 0) {
      const z = (at(selected, week) - size * centre) / Math.sqrt(size * centre * (1 - centre));
      up = Math.max(0, up + z - allowance);
      down = Math.max(0, down - z - allowance);
    }
    above.push(up);
    below.push(down);
    if (up > decision || down > decision) signals.push(week);
  }
  return { centre, above, below, signals };
}
