import { ScorecardDraft, type ScorecardRating } from '@evenhand/contracts';

/** The place of a rating in a scorecard, as a key. */
export const keyOf = (key: { questionId: string; criterionId: string }): string =>
  `${key.questionId}/${key.criterionId}`;

export type Ratings = ReadonlyMap<string, ScorecardRating>;

export const byKey = (ratings: readonly ScorecardRating[]): Ratings =>
  new Map(ratings.map((rating) => [keyOf(rating), rating]));

/** What is still to be sent once `sent` has arrived: what was not in it, or was changed again since. */
export function stillUnsent(unsent: Ratings, sent: Ratings): Ratings {
  return new Map([...unsent].filter(([key, rating]) => sent.get(key) !== rating));
}

/** Ratings as they were kept in the browser; null when they are none. */
export function readKept(draft: unknown): Ratings | null {
  const parsed = ScorecardDraft.safeParse(draft);
  return parsed.success && parsed.data.ratings.length > 0 ? byKey(parsed.data.ratings) : null;
}
