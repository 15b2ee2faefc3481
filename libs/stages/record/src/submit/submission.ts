import type { Prisma } from '@evenhand/adapters/database';
import { submissionLabels, type SubmissionContent, type SubmittedLimits } from '@evenhand/contracts';
import { canonicalJson, commitmentOf, digestOf } from '@evenhand/ledger';
import type { WrongField } from '@evenhand/platform';
import { chosenTake, isAnswered, isTooLong, type WholeInterview } from '../interview/whole-interview';

/** What keeps an interview from being submitted, question by question. */
export function submissionGaps(interview: WholeInterview): WrongField[] {
  return interview.questions.flatMap((question, index): WrongField[] => {
    const answer = interview.answerTo(question.id);
    const at = { path: question.id, row: index + 1 };
    if (answer?.takes.some((take) => take.status === 'open')) {
      return [
        {
          ...at,
          message: `A recording for question ${index + 1} is still under way. Finish it or discard it.`,
        },
      ];
    }
    if (!isAnswered(answer)) return [{ ...at, message: `Question ${index + 1} has no answer yet.` }];
    const take = answer.kind === 'text' ? undefined : chosenTake(answer);
    if (take === undefined || !isTooLong(take, question)) return [];
    return [
      {
        ...at,
        message: `The recording for question ${index + 1} is longer than its time. Choose another one or record again; this does not use up a take.`,
      },
    ];
  });
}

type Consent = Prisma.ConsentGetPayload<{ include: { notice: true } }>;

/** Digests of what is submitted. The interview must have no gaps. */
export function submissionContent(interview: WholeInterview, consent: Consent): SubmissionContent {
  const { row, template } = interview;
  const answers = template.questions.flatMap((question) => {
    const answer = interview.answerTo(question.id);
    if (!answer) return [];
    const { kind, text, captions } = answer;
    const sha256 = kind === 'text' ? digestOf(text ?? '') : (chosenTake(answer)?.sha256 ?? '');
    return [
      { questionId: question.id, kind, sha256, captions: captions === null ? null : digestOf(captions.vtt) },
    ];
  });
  const { transcription, aiAssessment, notice } = consent;
  return {
    media: { answers, clarification: row.clarification === null ? null : digestOf(row.clarification) },
    template: row.template.contentHash ?? '',
    notice: notice.textHash,
    consent: { transcription, aiAssessment },
  };
}

/** Limits the candidate answered under. */
export function submittedLimits(interview: WholeInterview): SubmittedLimits {
  return {
    deadline: interview.limits.deadline === null ? null : new Date(interview.limits.deadline).toISOString(),
    questions: interview.questions.map(({ id, preparationSeconds, answerSeconds, retakes }) => ({
      questionId: id,
      preparationSeconds,
      answerSeconds,
      retakes,
    })),
  };
}

/** The salted digests of the log entry `submitted`. The same salt under different labels gives unrelated digests. */
export function submissionDigests(
  content: SubmissionContent,
  salt: Uint8Array,
  limits: SubmittedLimits,
  limitsSalt: Uint8Array,
): Record<'media' | 'template' | 'notice' | 'consent' | 'limits', string> {
  const digest = (part: keyof SubmissionContent): string =>
    commitmentOf(salt, submissionLabels[part], canonicalJson(content[part]));
  return {
    media: digest('media'),
    template: digest('template'),
    notice: digest('notice'),
    consent: digest('consent'),
    limits: commitmentOf(limitsSalt, submissionLabels.limits, canonicalJson(limits)),
  };
}
