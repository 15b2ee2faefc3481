import { rateRatio } from '../proportions/effect.ts';
import type { Pair } from '../proportions/pair.ts';
import { isBelowFourFifths } from './four-fifths.ts';

/** What one selection moved from the favoured group to the focal one would change. */
export interface OneMore {
  readonly impact_ratio: number | null;
  readonly changes_four_fifths: boolean;
  readonly changes_direction: boolean;
}

/**
 * The one-person shift of UGESP questions and answers no. 21: is the result of one selection's making? `null` when no
 * selection can be moved.
 */
export function oneMore(pair: Pair): OneMore | null {
  const { x1, n1, x2, n2 } = pair;
  if (x1 === n1 || x2 === 0) return null;
  const moved = { x1: x1 + 1, n1, x2: x2 - 1, n2 };
  const direction = (p: Pair): bigint => BigInt(p.x1) * BigInt(p.n2) - BigInt(p.x2) * BigInt(p.n1);
  return {
    impact_ratio: rateRatio(moved),
    changes_four_fifths: isBelowFourFifths(pair) !== isBelowFourFifths(moved),
    changes_direction: direction(pair) < 0n && direction(moved) > 0n,
  };
}
