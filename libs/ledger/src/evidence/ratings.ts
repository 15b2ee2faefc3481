import type { Json } from '../json/json-text';

/** Ratings that lie this far apart need a third person. */
const APART = 2;

type Members = Readonly<Record<string, Json>>;

export const isObject = (value: Json | undefined): value is Members =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** What a template says of rating. */
export interface RatingRules {
  readonly requiredScorecards: number;
  /** Names of the ratings: question and criterion. */
  readonly keys: readonly string[];
}

/** Undefined for what is no template. */
export function rulesOf(template: Json): RatingRules | undefined {
  if (!isObject(template) || !isList(template['questions'])) return undefined;
  const required = template['requiredScorecards'];
  if (typeof required !== 'number' || !(required >= 1)) return undefined;
  const keys = template['questions'].flatMap((question) =>
    isObject(question) && isList(question['criteria'])
      ? question['criteria'].map((one) => keyOf(question['id'], isObject(one) ? one['id'] : undefined))
      : [],
  );
  return { requiredScorecards: required, keys };
}

export const keyOf = (question: Json | undefined, criterion: Json | undefined): string =>
  JSON.stringify([question ?? null, criterion ?? null]);

/** Ratings by name; undefined for what is no scorecard. "Cannot judge" is null. */
export function ratingsIn(content: Json): ReadonlyMap<string, number | null> | undefined {
  if (!isObject(content) || !isList(content['ratings'])) return undefined;
  return ratingsOf(content['ratings']);
}

/** Ratings in a list of them; undefined when one is there twice or is no rating. */
export function ratingsOf(list: Json): ReadonlyMap<string, number | null> | undefined {
  if (!isList(list)) return undefined;
  const ratings = new Map<string, number | null>();
  for (const one of list) {
    if (!isObject(one)) return undefined;
    const [key, rating] = [keyOf(one['questionId'], one['criterionId']), one['rating'] ?? null];
    if (ratings.has(key) || (rating !== null && typeof rating !== 'number')) return undefined;
    ratings.set(key, rating);
  }
  return ratings;
}

/** Whether any rating lies two or more apart. */
export function adjudicationIsDue(contents: readonly Json[]): boolean {
  const all = contents.map((content) => ratingsIn(content) ?? new Map<string, number | null>());
  const keys = new Set(all.flatMap((ratings) => [...ratings.keys()]));
  return [...keys].some((key) => {
    const given = givenFor(key, all);
    return given.length > 1 && Math.max(...given) - Math.min(...given) >= APART;
  });
}

/** The median of what was given, possibly a half; null when nobody could judge. */
export function medianFor(key: string, contents: readonly Json[]): number | null {
  const all = contents.map((content) => ratingsIn(content) ?? new Map<string, number | null>());
  const sorted = givenFor(key, all).sort((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}

function givenFor(key: string, all: readonly ReadonlyMap<string, number | null>[]): number[] {
  return all.flatMap((ratings) => {
    const rating = ratings.get(key) ?? null;
    return rating === null ? [] : [rating];
  });
}
