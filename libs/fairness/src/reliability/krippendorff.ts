import { at, sum } from '../numeric/at.ts';
import { explained, quotient } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';
import type { Rating } from './rating.ts';

/** Alpha at four levels of measurement; all but nominal need numbers. */
export interface Alpha extends Explained {
  readonly nominal: number | null;
  readonly ordinal: number | null;
  readonly interval: number | null;
  readonly ratio: number | null;
}

type Distance = (c: number, k: number) => number;

/**
 * Krippendorff's alpha, 1 − observed/expected disagreement by coincidences, with missing ratings; units with fewer than
 * two ratings do not count. Squared distances: nominal 0 or 1; ordinal (Σ n from c to k − (n_c+n_k)/2)²; interval
 * (c−k)²; ratio ((c−k)/(c+k))².
 * @param times how often units with these counts occur
 * Source: K. Krippendorff, Content Analysis (2004), ch. 11; "Computing Krippendorff's Alpha-Reliability" (2011).
 */
export function krippendorff(
  counts: readonly (readonly number[])[],
  levels: readonly Rating[],
  times: readonly number[] = counts.map(() => 1),
): Alpha {
  const units = counts
    .map((unit, i) => ({ counts: unit, times: at(times, i) }))
    .filter((unit) => sum(unit.counts) >= 2);
  const n = levels.map((_, level) => sum(units.map((unit) => unit.times * at(unit.counts, level))));
  const values = levels.filter((level) => typeof level === 'number');
  const measured = values.length === levels.length;
  const alpha = (distance: Distance): number | null => alphaOf(units, n, distance);
  const needNumbers = 'the ratings are not numbers';
  const noVariation = 'all ratings that can be paired are equal, or none can (0/0)';
  const isRatio = measured && values.every((value) => value >= 0);
  const reason = measured ? noVariation : needNumbers;
  return explained(
    {
      nominal: alpha((c, k) => (c === k ? 0 : 1)),
      ordinal: measured ? alpha((c, k) => ordinal(n, c, k)) : null,
      interval: measured ? alpha((c, k) => (at(values, c) - at(values, k)) ** 2) : null,
      ratio: isRatio
        ? alpha((c, k) => (quotient(at(values, c) - at(values, k), at(values, c) + at(values, k)) ?? 0) ** 2)
        : null,
    },
    {
      nominal: noVariation,
      ordinal: reason,
      interval: reason,
      ratio: measured && !isRatio ? 'a ratio scale has no negative ratings' : reason,
    },
  );
}

function ordinal(n: readonly number[], c: number, k: number): number {
  const [low, high] = [Math.min(c, k), Math.max(c, k)];
  return (sum(n.slice(low, high + 1)) - (at(n, low) + at(n, high)) / 2) ** 2;
}

function alphaOf(
  units: readonly { readonly counts: readonly number[]; readonly times: number }[],
  n: readonly number[],
  distance: Distance,
): number | null {
  const pairs = (counts: readonly number[]): number =>
    sum(counts.flatMap((a, c) => counts.map((b, k) => (a === 0 || b === 0 ? 0 : a * b * distance(c, k)))));
  const total = sum(n);
  const observed = sum(units.map((unit) => (unit.times * pairs(unit.counts)) / (sum(unit.counts) - 1)));
  const expected = pairs(n);
  return expected === 0 ? null : 1 - ((total - 1) * observed) / expected;
}
