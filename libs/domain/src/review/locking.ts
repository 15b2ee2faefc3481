import { keyOf, ratingKeys, type RatingKey, type ScalePoint, type Template } from '../template/template';
import type { Rating } from './scorecard';

export type Seat = 'required' | 'adjudicator';

/** A template as far as it decides on locking: a second reader may have been drawn on top of what it requires. */
export type LockedBy = Omit<Template, 'requiredScorecards'> & { readonly requiredScorecards: number };

/** A final scorecard, as far as locking is concerned. */
export interface SeatedScorecard {
  readonly reviewerId: string;
  readonly seat: Seat;
  readonly ratings: readonly Rating[];
}

/** Two ratings differ too much from this distance on. */
export const adjudicationDistance = 2;

export interface MedianRating extends RatingKey {
  /** Median of the given ratings, possibly a half; null when nobody could judge. */
  readonly rating: number | null;
}

export type LockState =
  /** Required scorecards are missing. */
  | { readonly kind: 'waiting'; readonly missing: number }
  /** Required scorecards differ by two or more: a third person rates blind first. */
  | { readonly kind: 'adjudicate'; readonly ratings: RatingKey[] }
  | { readonly kind: 'locked'; readonly medians: MedianRating[] };

/**
 * Whether an interview is locked. Adjudication is part of locking: nothing is revealed before it is done.
 *
 * @param scorecards final scorecards from distinct reviewers
 */
export function lockState(template: LockedBy, scorecards: readonly SeatedScorecard[]): LockState {
  const required = distinct(scorecards.filter((card) => card.seat === 'required'));
  if (required.length < template.requiredScorecards) {
    return { kind: 'waiting', missing: template.requiredScorecards - required.length };
  }
  const adjudicators = distinct(scorecards.filter((card) => card.seat === 'adjudicator'));
  const apart = ratingsApart(template, required);
  if (apart.length > 0 && adjudicators.length === 0) return { kind: 'adjudicate', ratings: apart };
  return { kind: 'locked', medians: medians(template, [...required, ...adjudicators]) };
}

function distinct(scorecards: readonly SeatedScorecard[]): SeatedScorecard[] {
  return [...new Map(scorecards.map((card) => [card.reviewerId, card])).values()];
}

function given(key: RatingKey, scorecards: readonly SeatedScorecard[]): ScalePoint[] {
  return scorecards.flatMap((card) =>
    card.ratings.flatMap((rating) =>
      keyOf(rating) === keyOf(key) && rating.rating !== null ? [rating.rating] : [],
    ),
  );
}

function ratingsApart(template: LockedBy, scorecards: readonly SeatedScorecard[]): RatingKey[] {
  return ratingKeys(template).filter((key) => {
    const ratings = given(key, scorecards);
    return ratings.length > 1 && Math.max(...ratings) - Math.min(...ratings) >= adjudicationDistance;
  });
}

/** Median of each rating over all scorecards, in the template's order. */
export function medians(
  template: Pick<Template, 'questions'>,
  scorecards: readonly SeatedScorecard[],
): MedianRating[] {
  return ratingKeys(template).map((key) => ({ ...key, rating: median(given(key, scorecards)) }));
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}
