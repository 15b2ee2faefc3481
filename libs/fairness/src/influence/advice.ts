import { signTest } from '../distributions/binomial.ts';
import { median } from '../numeric/at.ts';
import { explained } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';

/** A rating before and after some advice was seen. */
export interface Advised {
  readonly before: number;
  readonly advice: number;
  readonly after: number;
  readonly group?: string;
}

/** How much ratings followed the advice. */
export interface Influence extends Explained {
  readonly rows: number;
  readonly weighed: number;
  readonly median_woa: number | null;
  readonly share_zero: number | null;
  readonly share_one: number | null;
  readonly flips_towards: number;
  readonly flips_away: number;
  readonly p: number;
}

/**
 * Weight of advice (after − before)/(advice − before) over rows with |advice − before| ≥ 1: its median and the shares
 * of 0 (ignored) and 1 (adopted). Towards or away by distance to the advice over all rows, p by the exact sign test.
 * Source: I. Yaniv, OBHDP 93 (2004) 1–13; Bonaccio & Dalal, OBHDP 101 (2006) 127–151.
 */
export function influence(rows: readonly Advised[]): Influence {
  const weights = rows
    .filter(({ before, advice }) => Math.abs(advice - before) >= 1)
    .map(({ before, advice, after }) => (after - before) / (advice - before) + 0); // no −0
  const share = (value: number): number | null =>
    weights.length === 0 ? null : weights.filter((weight) => weight === value).length / weights.length;
  const moved = rows.map(({ before, advice, after }) => Math.abs(after - advice) - Math.abs(before - advice));
  const towards = moved.filter((change) => change < 0).length;
  const away = moved.filter((change) => change > 0).length;
  const reason = 'no advice lay a whole point or more from the rating before it';
  return explained(
    {
      rows: rows.length,
      weighed: weights.length,
      median_woa: median(weights),
      share_zero: share(0),
      share_one: share(1),
      flips_towards: towards,
      flips_away: away,
      p: signTest(towards, towards + away),
    },
    { median_woa: reason, share_zero: reason, share_one: reason },
  );
}
