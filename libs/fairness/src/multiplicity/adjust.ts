import { at } from '../numeric/at.ts';

/** How p-values are adjusted for being many. */
export const ADJUSTMENTS = ['none', 'bonferroni', 'holm', 'hochberg', 'bh', 'by'] as const;
export type Adjustment = (typeof ADJUSTMENTS)[number];

/**
 * Adjusted p-values in the order of the given ones, as R's `p.adjust`.
 * Bonferroni: m p. Holm (1979): running maximum of (m−i+1) p₍ᵢ₎. Hochberg (1988): running minimum of the same from the
 * largest. Benjamini & Hochberg (1995): running minimum of m/i p₍ᵢ₎. Benjamini & Yekutieli (2001): that times Σ 1/i.
 */
export function adjust(p: readonly number[], adjustment: Adjustment): number[] {
  const m = p.length;
  const factor = (rank: number): number => {
    switch (adjustment) {
      case 'none':
        return 1;
      case 'bonferroni':
        return m;
      case 'holm':
      case 'hochberg':
        return m - rank + 1;
      case 'bh':
        return m / rank;
      case 'by':
        return (m / rank) * harmonic(m);
    }
  };
  const order = p.map((_, i) => i).sort((a, b) => at(p, a) - at(p, b));
  const scaled = order.map((i, rank) => Math.min(1, factor(rank + 1) * at(p, i)));
  const running = (best: (a: number, b: number) => number, list: number[]): number[] => {
    let edge = list[0] ?? 0;
    return list.map((value) => (edge = best(edge, value)));
  };
  const stepUp = adjustment === 'hochberg' || adjustment === 'bh' || adjustment === 'by';
  const stepped = stepUp
    ? running(Math.min, scaled.toReversed()).toReversed()
    : adjustment === 'holm'
      ? running(Math.max, scaled)
      : scaled;
  const result = new Array<number>(m).fill(0);
  for (const [rank, i] of order.entries()) result[i] = at(stepped, rank);
  return result;
}

function harmonic(m: number): number {
  let total = 0;
  for (let i = m; i > 0; i -= 1) total += 1 / i;
  return total;
}
