import { sum } from '../numeric/at.ts';

/** A rating on a scale; `null` where it is missing. */
export type Rating = string | number;

/** The levels that occur, numbers by size, else by text; or the scale given, unused levels kept. */
export function levelsOf(ratings: readonly (Rating | null)[], scale?: readonly Rating[]): readonly Rating[] {
  if (scale !== undefined) return scale;
  const seen = [...new Set(ratings.filter((rating): rating is Rating => rating !== null))];
  const numbers = seen.filter((rating) => typeof rating === 'number');
  if (numbers.length === seen.length) return numbers.toSorted((a, b) => a - b);
  return seen.toSorted((a, b) => (String(a) < String(b) ? -1 : 1));
}

/** How often each unit was given each level: units × levels, from coders × units. */
export function countsOf(
  coders: readonly (readonly (Rating | null)[])[],
  levels: readonly Rating[],
): number[][] {
  const units = coders[0]?.length ?? 0;
  return Array.from({ length: units }, (_, unit) =>
    levels.map((level) => sum(coders.map((ratings) => (ratings[unit] === level ? 1 : 0)))),
  );
}
