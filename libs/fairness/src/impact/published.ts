import { explained, quotient } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';

/** A row of a published summary; the rate as its printed digits, in per cent: 54.3 is `{ digits: 543, decimals: 1 }`. */
export interface PublishedRow {
  readonly category: string;
  readonly n: number;
  readonly printed: { readonly digits: number; readonly decimals: number };
}

/** What a published summary says about itself. */
export interface PublishedCheck {
  readonly rows: readonly (Explained & {
    readonly category: string;
    readonly impact_ratio: number | null;
    readonly possible: boolean;
  })[];
  readonly consistent: boolean;
}

/**
 * Impact ratios from the printed rates, and whether every printed rate can come from a whole count, by rounding or by
 * cutting at the printed precision. (Ratios recomputed from printed rates may be off by what the printing lost.)
 */
export function checkPublished(rows: readonly PublishedRow[]): PublishedCheck {
  const rates = rows.map(({ printed }) => printed.digits / 10 ** printed.decimals);
  const highest = Math.max(...rates);
  const checked = rows.map((row, i) =>
    explained(
      {
        category: row.category,
        impact_ratio: quotient(rates[i] ?? 0, highest),
        possible: canComeFromACount(row),
      },
      { impact_ratio: 'every printed rate is zero (0/0)' },
    ),
  );
  return { rows: checked, consistent: checked.every(({ possible }) => possible) };
}

/**
 * A rate of R units of the last printed place comes by rounding from [R − ½, R + ½] and by cutting from [R, R + 1): is
 * there a whole k with (2R − 1)·n ≤ 2·100·10^decimals·k < (2R + 2)·n?
 */
function canComeFromACount({ n, printed: { digits, decimals } }: PublishedRow): boolean {
  const unit = 200n * 10n ** BigInt(decimals);
  const people = BigInt(n);
  const least = (2n * BigInt(digits) - 1n) * people;
  const count = least <= 0n ? 0n : (least + unit - 1n) / unit;
  return count <= people && unit * count < (2n * BigInt(digits) + 2n) * people;
}
