import { boschloo } from '../exact/boschloo.ts';
import { tableP } from '../exact/tails.ts';
import { normalTwoSided } from '../distributions/normal.ts';
import { explained, reportedP } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';
import { cohenH, oddsRatio } from '../proportions/effect.ts';
import type { Interval } from '../proportions/interval.ts';
import { koopmanScore } from '../proportions/koopman.ts';
import type { Pair } from '../proportions/pair.ts';
import { pooledZ } from '../proportions/pooled-z.ts';
import { oneMore } from './one-more.ts';
import type { OneMore } from './one-more.ts';

/** All that is said of a focal group against the reference. */
export interface Comparison extends Explained {
  readonly impact_ratio_ci95: Interval;
  readonly z: number | null;
  readonly p: number | null;
  readonly fisher_p: number;
  readonly fisher_p_mid: number;
  readonly boschloo_p: number | null;
  readonly odds_ratio: number | null;
  readonly cohen_h: number;
  readonly one_more: OneMore | null;
}

/**
 * Above this many people in the two groups Boschloo's search is left out: it grows with N·√N (20 ms here, seconds at a
 * hundred times as many) and moves p by a hundredth or two against Fisher's mid-p, which is given at any size.
 */
export const MOST_FOR_BOSCHLOO = 5000;

const NO_VARIATION = 'everybody or nobody in the two groups was selected';

/**
 * Compares the focal group (first of the pair) with the reference (second).
 * @param boschlooUpTo people in the two groups up to which Boschloo's search is made
 */
export function compare(pair: Pair, boschlooUpTo = MOST_FOR_BOSCHLOO): Comparison {
  const { x1, n1, x2, n2 } = pair;
  const z = pooledZ(pair);
  const exact = tableP({ row: n1, column: x1 + x2, total: n1 + n2 }, x1);
  const columns = [
    [x1, x2],
    [n1 - x1, n2 - x2],
  ] as const;
  return explained(
    {
      impact_ratio_ci95: koopmanScore(pair),
      z,
      p: z === null ? null : reportedP(normalTwoSided(z)),
      fisher_p: exact.p,
      fisher_p_mid: exact.p_mid,
      boschloo_p: n1 + n2 > boschlooUpTo ? null : boschloo(columns, 'two-sided').p,
      odds_ratio: oddsRatio(pair),
      cohen_h: cohenH(pair),
      one_more: oneMore(pair),
    },
    {
      z: NO_VARIATION,
      p: NO_VARIATION,
      boschloo_p: `its search is left out above ${boschlooUpTo} people; Fisher's mid-p is near it`,
      odds_ratio: NO_VARIATION,
      one_more: 'no selection can be moved from the reference to this group',
    },
  );
}
