import { keyOf, ratingKeys, type RatingKey, type ScalePoint, type Template } from '../template/template';

/** One reviewer's rating of one criterion; null means "cannot judge". */
export interface Rating extends RatingKey {
  readonly rating: ScalePoint | null;
  readonly note?: string | undefined;
}

/** Ratings the template asks for that are missing, and ratings it does not know or that were given twice. */
export interface ScorecardGaps {
  readonly missing: RatingKey[];
  readonly unknown: RatingKey[];
}

/** A scorecard may be locked when both lists are empty. */
export function scorecardGaps(
  template: Pick<Template, 'questions'>,
  ratings: readonly Rating[],
): ScorecardGaps {
  const wanted = ratingKeys(template);
  const wantedKeys = new Set(wanted.map(keyOf));
  const seen = new Set<string>();
  const unknown: RatingKey[] = [];
  for (const rating of ratings) {
    const key = keyOf(rating);
    if (!wantedKeys.has(key) || seen.has(key)) unknown.push(rating);
    seen.add(key);
  }
  return { missing: wanted.filter((key) => !seen.has(keyOf(key))), unknown };
}
