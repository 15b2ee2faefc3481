import { InputError } from '../input/input.errors.ts';
import { countRows, distinct, field, isGiven, list, number, root, sameLength } from '../input/fields.ts';
import type { Field } from '../input/fields.ts';
import { sum } from '../numeric/at.ts';
import { agreement } from '../reliability/agreement.ts';
import type { Agreement } from '../reliability/agreement.ts';
import { fleissKappa } from '../reliability/fleiss.ts';
import { gwetAc2 } from '../reliability/gwet-weighted.ts';
import { icc } from '../reliability/icc.ts';
import { krippendorff } from '../reliability/krippendorff.ts';
import { countsOf, levelsOf } from '../reliability/rating.ts';
import type { Rating } from '../reliability/rating.ts';
import { weightedKappa, WEIGHTINGS } from '../reliability/weighted-kappa.ts';
import type { Method } from './method.ts';

function rating({ value, path }: Field): Rating | null {
  if (value === null) return null;
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new InputError(path, 'must be a rating, a number or text, or null where it is missing');
}

/** Rows of ratings of equal length. */
function ratingRows(of: Field, least: number): (Rating | null)[][] {
  return sameLength(
    of,
    list(of, least).map((row) => list(row).map(rating)),
  );
}

/** A scale, if one was given, that has every rating on it. */
function scale(
  whole: Field,
  ratings: readonly (readonly (Rating | null)[])[],
  where: string,
): readonly Rating[] {
  const given = field(whole, 'levels');
  if (!isGiven(given)) return levelsOf(ratings.flat());
  const levels = list(given).map((level) => {
    const value = rating(level);
    if (value === null) throw new InputError(level.path, 'must not be null');
    return { value, path: level.path };
  });
  distinct(levels.map(({ value, path }) => ({ name: String(value), path })));
  const known = levels.map(({ value }) => value);
  for (const [i, row] of ratings.entries()) {
    const stranger = row.findIndex((value) => value !== null && !known.includes(value));
    if (stranger !== -1) throw new InputError(`${where}[${i}][${stranger}]`, 'must be one of levels');
  }
  return known;
}

function squareTable(of: Field): number[][] {
  const rows = countRows(of);
  if (rows.length !== rows[0]?.length) throw new InputError(of.path, 'must have as many rows as columns');
  if (rows.length < 2) throw new InputError(of.path, 'must have at least two levels');
  return rows;
}

function tableOfRaters(whole: Field): number[][] {
  const table = field(whole, 'table');
  if (isGiven(table)) return squareTable(table);
  const raters = field(whole, 'raters');
  const rows = ratingRows(raters, 2);
  const [first = [], second = []] = rows;
  if (rows.length !== 2) throw new InputError('raters', 'must be two lists');
  const levels = scale(whole, rows, 'raters');
  return levels.map((a) => levels.map((b) => sum(first.map((x, i) => (x === a && second[i] === b ? 1 : 0)))));
}

const cohen: Method = (input) => {
  const table = tableOfRaters(root(input));
  return Object.fromEntries(WEIGHTINGS.map((weighting) => [weighting, weightedKappa(table, weighting)]));
};

/** Every subject must have been rated by the same number of raters, two at least. */
function evenCounts(of: Field): number[][] {
  const counts = countRows(of);
  const raters = sum(counts[0] ?? []);
  if (raters < 2) throw new InputError(`${of.path}[0]`, 'must hold at least two ratings');
  const odd = counts.findIndex((row) => sum(row) !== raters);
  if (odd !== -1) throw new InputError(`${of.path}[${odd}]`, 'must hold as many ratings as the first row');
  return counts;
}

const fleiss: Method = (input) => {
  const whole = root(input);
  const counts = field(whole, 'counts');
  if (isGiven(counts)) return fleissKappa(evenCounts(counts));
  const ratings = field(whole, 'ratings');
  const subjects = ratingRows(ratings, 1);
  const levels = scale(whole, subjects, 'ratings');
  for (const [i, row] of subjects.entries()) {
    const missing = row.indexOf(null);
    if (missing !== -1) throw new InputError(`ratings[${i}][${missing}]`, 'must not be missing');
    if (row.length < 2) throw new InputError(`ratings[${i}]`, 'must hold at least two ratings');
  }
  return fleissKappa(subjects.map((row) => levels.map((level) => row.filter((x) => x === level).length)));
};

/** Adds the coefficient that takes the levels as a scale: for ratings, not for names. */
function withWeights(nominal: Agreement, counts: readonly (readonly number[])[]): Agreement {
  const { reasons, ...coefficients } = nominal;
  const ac2 = gwetAc2(counts);
  const why = {
    ...reasons,
    ...(ac2 === null && { gwet_ac2: 'no unit has two ratings, or there is one level' }),
  };
  const gwet = { ...coefficients, gwet_ac2: ac2 };
  return Object.keys(why).length === 0 ? gwet : { ...gwet, reasons: why };
}

const agreementOf: Method = (input) => {
  const whole = root(input);
  const table = field(whole, 'table');
  if (isGiven(table)) {
    const units = squareTable(table).flatMap((row, i) =>
      row.flatMap((n, j) => new Array<[number, number]>(n).fill([i, j])),
    );
    const levels = list(table).map((_, level) => level);
    const pairs = units.map(([i, j]) => levels.map((level) => (level === i ? 1 : 0) + (level === j ? 1 : 0)));
    return withWeights(agreement(pairs, true), pairs);
  }
  const counts = field(whole, 'counts');
  if (isGiven(counts)) {
    const rows = countRows(counts);
    return withWeights(agreement(rows), rows);
  }
  const coders = ratingRows(field(whole, 'coders'), 1);
  const rows = countsOf(coders, scale(whole, coders, 'coders'));
  return withWeights(agreement(rows), rows);
};

const krippendorffOf: Method = (input) => {
  const coders = ratingRows(field(root(input), 'coders'), 1);
  const levels = levelsOf(coders.flat());
  return krippendorff(countsOf(coders, levels), levels);
};

const iccOf: Method = (input) => {
  const of = field(root(input), 'ratings');
  return icc(
    sameLength(
      of,
      list(of, 2).map((row) => list(row, 2).map(number)),
    ),
  );
};

/** Methods about how far raters agree. */
export const reliabilities: Record<string, Method> = {
  'cohen-kappa': cohen,
  'fleiss-kappa': fleiss,
  agreement: agreementOf,
  krippendorff: krippendorffOf,
  icc: iccOf,
};
