import type { Transaction } from '@evenhand/adapters/database';
import { Segment, Template } from '@evenhand/contracts';
import { UNRELIABLE, type RatedQuestion } from '@evenhand/domain';
import { digestOfJson } from '@evenhand/ledger';
import { readableAnswer, type ReadableAnswer, type SpokenAnswer } from './reading/answer-text';

/** One answer with everything a summary may be made from. */
export interface AnswerMaterial extends SpokenAnswer {
  /** Written answers are their own transcript. */
  readonly written: boolean;
  /** Too doubtful to judge from, or a recording without a transcript. */
  readonly unreliable: boolean;
  readonly readable: ReadableAnswer;
  /** Digest of text and segments. */
  readonly digest: string;
}

/** A submitted interview as far as summarising is concerned. */
export interface InterviewMaterial {
  readonly interviewId: string;
  readonly template: { readonly questions: readonly RatedQuestion[] };
  readonly templateDigest: string;
  /** The candidate allowed an AI assessment. */
  readonly consented: boolean;
  /** No model may run for this interview, whatever was consented. */
  readonly humanOnly?: boolean;
  readonly answers: readonly AnswerMaterial[];
}

/** Reads what a summary is made from; null when there is no such interview, or it is not submitted (any more). */
export async function materialOf(
  database: Pick<Transaction<'worker'>, 'interview' | 'candidate' | 'consent' | 'humanOnly'>,
  interviewId: string,
): Promise<InterviewMaterial | null> {
  const interview = await database.interview.findUnique({
    where: { id: interviewId },
    select: {
      status: true,
      candidateId: true,
      template: { select: { content: true } },
      answers: {
        select: {
          questionId: true,
          kind: true,
          transcript: { select: { text: true, segments: true, language: true, reasons: true } },
        },
      },
    },
  });
  if (interview?.status !== 'submitted') return null;
  const person = await database.candidate.findUniqueOrThrow({
    where: { id: interview.candidateId },
    select: { name: true, email: true },
  });
  const newest = await database.consent.findFirst({
    where: { interviewId },
    orderBy: { createdAt: 'desc' },
    select: { aiAssessment: true },
  });
  return {
    interviewId,
    template: Template.parse(interview.template.content),
    templateDigest: digestOfJson(interview.template.content),
    consented: newest?.aiAssessment ?? false,
    humanOnly: (await database.humanOnly.findUnique({ where: { interviewId } })) !== null,
    answers: interview.answers.map(({ questionId, kind, transcript }) => {
      const written = kind === 'text';
      const segments = Segment.array().parse(transcript?.segments ?? []);
      const answer = {
        questionId,
        language: transcript?.language ?? null,
        text: transcript?.text ?? '',
        segments,
      };
      const unreliable = transcript?.reasons.includes(UNRELIABLE) ?? false;
      return {
        ...answer,
        written,
        unreliable: unreliable || (!written && answer.text.trim() === ''),
        readable: readableAnswer(answer, person),
        digest: digestOfJson({ text: answer.text, segments: transcript?.segments ?? [] }),
      };
    }),
  };
}
