/** Highest and lowest rating of every rubric. */
export const scale = [1, 2, 3, 4, 5] as const;
export type ScalePoint = (typeof scale)[number];

/** What is looked for in one answer. A criterion belongs to one question. */
export interface Criterion {
  readonly id: string;
  readonly name: string;
  /** Why the job needs it, in a sentence. */
  readonly jobRelatedness: string;
  /** What each rating looks like, index 0 for rating 1 … index 4 for rating 5. */
  readonly anchors: readonly [string, string, string, string, string];
}

export type AnswerKind = 'video' | 'audio' | 'text';

export interface Question {
  readonly id: string;
  readonly text: string;
  /** Kinds of answer the candidate may choose from; never empty. */
  readonly kinds: readonly AnswerKind[];
  /** Seconds to prepare; null for as long as the candidate likes. */
  readonly preparationSeconds: number | null;
  /** Soft limit of the answer in seconds; recording goes on a little past it. */
  readonly answerSeconds: number;
  /** How often the candidate may record again. */
  readonly retakes: number;
  readonly criteria: readonly Criterion[];
}

/** What rating an answer takes: the words of the question and its criteria, none of its limits. */
export type RatedQuestion = Pick<Question, 'id' | 'text' | 'criteria'>;

/** Reveal rule: after every required scorecard of the interview, or only after the whole cohort. */
export type RevealRule = 'all-locked' | 'cohort-locked';

/** Questions, rubric and limits of an interview. A published version is frozen and hashed. */
export interface Template {
  readonly introduction: string;
  readonly closing: string;
  readonly questions: readonly Question[];
  /** Scorecards that must be locked before anything is revealed: 1–3. */
  readonly requiredScorecards: 1 | 2 | 3;
  readonly revealRule: RevealRule;
  /** True: reviewers are not told the candidate's name. */
  readonly hidesIdentity: boolean;
  /** Hours a candidate has from the invitation to submission. */
  readonly windowHours: number;
}

/** Identifies one rating: a question and one of its criteria. */
export interface RatingKey {
  readonly questionId: string;
  readonly criterionId: string;
}

/** Every rating a scorecard of this template needs, in the template's order. */
export const ratingKeys = (template: { readonly questions: readonly RatedQuestion[] }): RatingKey[] =>
  template.questions.flatMap((question) =>
    question.criteria.map((criterion) => ({ questionId: question.id, criterionId: criterion.id })),
  );

export const keyOf = (key: RatingKey): string => `${key.questionId}/${key.criterionId}`;
