import type { CriterionSummary, RevealView } from '@evenhand/contracts-verdict';

/** One person's rating of one criterion, as it stands and as it was locked. */
export interface PersonRating {
  readonly reviewerId: string;
  readonly reviewer: string;
  readonly own: boolean;
  readonly adjudicator: boolean;
  readonly locked: number | null;
  readonly note: string | null;
  /** Newest first. */
  readonly revisions: readonly { rating: number | null; reason: string; createdAt: string }[];
}

/** Everything about one criterion side by side. */
export interface CriterionSideBySide {
  readonly questionId: string;
  readonly criterionId: string;
  readonly name: string;
  readonly anchors: readonly string[];
  readonly people: readonly PersonRating[];
  readonly median: number | null;
  readonly summary: CriterionSummary | null;
  /** Locked ratings, or the median and the AI score, are two or more apart. */
  readonly apart: boolean;
}

/** Criteria of one question, side by side. */
export function sideBySide(view: RevealView, questionId: string): CriterionSideBySide[] {
  const question = view.answers.find((answer) => answer.questionId === questionId);
  return (question?.criteria ?? []).map((criterion) => {
    const matches = (key: { questionId: string; criterionId: string }): boolean =>
      key.questionId === questionId && key.criterionId === criterion.id;
    const people = view.scorecards.map((card): PersonRating => {
      const rating = card.ratings.find(matches);
      return {
        reviewerId: card.reviewerId,
        reviewer: card.reviewer,
        own: card.own,
        adjudicator: card.seat === 'adjudicator',
        locked: rating?.rating ?? null,
        note: rating?.note ?? null,
        revisions: view.revisions
          .filter((revision) => revision.reviewerId === card.reviewerId && matches(revision))
          .map(({ rating: point, reason, createdAt }) => ({ rating: point, reason, createdAt }))
          .reverse(),
      };
    });
    const median = view.medians.find(matches)?.rating ?? null;
    const summary = view.summary?.criteria.find(matches) ?? null;
    const given = people.flatMap((person) => (person.locked === null ? [] : [person.locked]));
    const compared = [...given, ...(median !== null && summary?.score != null ? [summary.score] : [])];
    return {
      questionId,
      criterionId: criterion.id,
      name: criterion.name,
      anchors: criterion.anchors,
      people,
      median,
      summary,
      apart: compared.length > 1 && Math.max(...compared) - Math.min(...compared) >= 2,
    };
  });
}
