import { printP } from '../printing/figures.ts';
import { mantelMeans } from '../stratified/mantel-means.ts';
import type { Compared, MeanDifference, Moments } from '../stratified/mantel-means.ts';
import type { Grouping } from './cohort.ts';
import { heldBack } from './suppression.ts';

/** Scores with the stratum and the group of each; not a number where there is no score, −1 where there is no stratum. */
export interface Scores {
  readonly y: ArrayLike<number>;
  readonly stratum: ArrayLike<number>;
  readonly group: ArrayLike<number>;
}

/** The mean score of a group, and its difference from the reference (or from all others) within strata. */
export type GapRow =
  | { readonly group: string; readonly suppressed: true }
  | {
      readonly group: string;
      readonly suppressed: false;
      readonly n: number;
      readonly mean: number;
      readonly against: (MeanDifference & { reference: string; p_printed: string | null }) | null;
    };

interface Sums {
  readonly n: Float64Array;
  readonly total: Float64Array;
  readonly squares: Float64Array;
  readonly strata: number;
}

/** Compares the mean scores of groups within strata. */
export function gapRows(scores: Scores, grouping: Grouping, suppressBelow: number): GapRow[] {
  const width = grouping.groups.length + 1;
  const sums = sumsOf(scores, width);
  const whole = Array.from({ length: width }, (_, group) => momentsOver(sums, width, group));
  const hidden = heldBack(
    whole.map(({ n }) => n),
    suppressBelow,
  );
  const isShown = (group: number): boolean => (whole[group]?.n ?? 0) > 0 && hidden[group] !== true;
  const shown = grouping.groups.map((_, group) => group).filter(isShown);
  const reference =
    grouping.reference !== null && isShown(grouping.reference) ? grouping.reference : undefined;
  return grouping.groups.map((name, group): GapRow => {
    const { n, total } = whole[group] ?? { n: 0, total: 0 };
    if (!isShown(group)) return { group: name, suppressed: true };
    const others = reference === undefined ? shown.filter((other) => other !== group) : [reference];
    const own = { group: name, suppressed: false, n, mean: total / n } as const;
    if (group === reference || others.length === 0) return { ...own, against: null };
    const difference = mantelMeans(comparedIn(sums, width, group, others));
    const called = reference === undefined ? 'all others' : (grouping.groups[reference] ?? '');
    const printed = difference.p === null ? null : printP(difference.p);
    return { ...own, against: { reference: called, ...difference, p_printed: printed } };
  });
}

function sumsOf({ y, stratum, group }: Scores, width: number): Sums {
  let strata = 0;
  for (let i = 0; i < y.length; i += 1) strata = Math.max(strata, (stratum[i] ?? -1) + 1);
  const cells = strata * width;
  const sums = {
    n: new Float64Array(cells),
    total: new Float64Array(cells),
    squares: new Float64Array(cells),
    strata,
  };
  for (let i = 0; i < y.length; i += 1) {
    const score = y[i] ?? NaN;
    const place = stratum[i] ?? -1;
    if (Number.isNaN(score) || place < 0) continue;
    const own = group[i] ?? -1;
    const cell = place * width + (own < 0 ? width - 1 : own);
    sums.n[cell] = (sums.n[cell] ?? 0) + 1;
    sums.total[cell] = (sums.total[cell] ?? 0) + score;
    sums.squares[cell] = (sums.squares[cell] ?? 0) + score * score;
  }
  return sums;
}

function momentsOver({ n, total, squares, strata }: Sums, width: number, group: number): Moments {
  const whole = { n: 0, total: 0, squares: 0 };
  for (let cell = group; cell < strata * width; cell += width) {
    whole.n += n[cell] ?? 0;
    whole.total += total[cell] ?? 0;
    whole.squares += squares[cell] ?? 0;
  }
  return whole;
}

function comparedIn(
  { n, total, squares, strata }: Sums,
  width: number,
  group: number,
  others: readonly number[],
): Compared[] {
  const at = (cell: number): Moments => ({
    n: n[cell] ?? 0,
    total: total[cell] ?? 0,
    squares: squares[cell] ?? 0,
  });
  return Array.from({ length: strata }, (_, stratum) => {
    const reference = others
      .map((other) => at(stratum * width + other))
      .reduce((a, b) => ({ n: a.n + b.n, total: a.total + b.total, squares: a.squares + b.squares }));
    return { focal: at(stratum * width + group), reference };
  });
}
