import { Prisma } from '@evenhand/adapters/database';
import type { Template } from '@evenhand/domain';

/** An answer with what became of it. */
export interface AnswerRows {
  readonly questionId: string;
  readonly kind: 'video' | 'audio' | 'text';
  readonly text: string | null;
  readonly recording: {
    readonly mediaKey: string;
    readonly mediaType: string;
    readonly posterKey: string | null;
    readonly durationMs: number;
    readonly peaks: Prisma.JsonValue;
    readonly silences: Prisma.JsonValue;
  } | null;
  readonly transcript: { readonly segments: Prisma.JsonValue; readonly captionsVtt: string | null } | null;
}

/**
 * What reviewers get of an interview, fixed now: one exhibit per question in the template's order, and what the candidate
 * added as an ordinary exhibit behind them. Where a transcript comes from, how often somebody recorded and how long anything
 * took has no field here.
 */
export function exhibitsOf(
  template: Template,
  interview: { readonly id: string; readonly clarification: string | null },
  answers: readonly AnswerRows[],
): Prisma.ExhibitCreateManyInput[] {
  const byQuestion = new Map(answers.map((answer) => [answer.questionId, answer]));
  const exhibits = template.questions.map(({ id }) => exhibit(interview.id, id, byQuestion.get(id)));
  const clarification = interview.clarification?.trim();
  return clarification
    ? [...exhibits, { interviewId: interview.id, questionId: null, text: clarification }]
    : exhibits;
}

function exhibit(
  interviewId: string,
  questionId: string,
  answer: AnswerRows | undefined,
): Prisma.ExhibitCreateManyInput {
  if (!answer || answer.kind === 'text') return { interviewId, questionId, text: answer?.text ?? null };
  const { recording, transcript } = answer;
  return {
    interviewId,
    questionId,
    ...(recording && {
      mediaKey: recording.mediaKey,
      mediaType: recording.mediaType,
      posterKey: recording.posterKey,
      durationMs: recording.durationMs,
      peaks: recording.peaks ?? Prisma.DbNull,
      silences: recording.silences ?? Prisma.DbNull,
    }),
    segments: transcript?.segments ?? [],
    captionsVtt: transcript?.captionsVtt ?? null,
  };
}
