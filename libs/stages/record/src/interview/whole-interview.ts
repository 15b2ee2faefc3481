import type { Prisma, Transaction } from '@evenhand/adapters/database';
import { Template } from '@evenhand/contracts';
import {
  standingOf,
  takesLeft,
  takesToStart,
  type CountedTake,
  type Question,
  type Standing,
} from '@evenhand/domain';
import { QuestionUnknown } from './interview.errors';

const everything = {
  invitation: true,
  requisition: true,
  template: true,
  answers: {
    include: {
      captions: true,
      takes: {
        // Peaks and silences are long, and nothing here shows them.
        include: {
          recording: {
            select: {
              mediaKey: true,
              mediaType: true,
              audioKey: true,
              posterKey: true,
              durationMs: true,
              flags: true,
            },
          },
        },
        orderBy: { number: 'asc' },
      },
    },
  },
} satisfies Prisma.InterviewInclude;

type Row = Prisma.InterviewGetPayload<{ include: typeof everything }>;
export type AnswerRow = Row['answers'][number];
export type TakeRow = AnswerRow['takes'][number];

/** An interview with its template, answers and takes. */
export class WholeInterview {
  readonly template: Template;
  readonly deadline: number;

  private constructor(
    readonly row: Row,
    private readonly now: number,
  ) {
    this.template = Template.parse(row.template.content);
    this.deadline = row.invitation.expiresAt.getTime();
  }

  /** @param now milliseconds since the epoch */
  static async read(
    source: Pick<Transaction<'portal'>, 'interview'>,
    id: string,
    now: number,
  ): Promise<WholeInterview> {
    return new WholeInterview(
      await source.interview.findUniqueOrThrow({ where: { id }, include: everything }),
      now,
    );
  }

  get standing(): Standing {
    return standingOf(this.row.status, this.deadline, this.now);
  }

  /** @throws QuestionUnknown */
  question(id: string): Question {
    const question = this.template.questions.find((one) => one.id === id);
    if (!question) throw new QuestionUnknown();
    return question;
  }

  answerTo(questionId: string): AnswerRow | undefined {
    return this.row.answers.find((answer) => answer.questionId === questionId);
  }

  /** The take and its answer; undefined when this interview has no such take. */
  take(id: string): { take: TakeRow; answer: AnswerRow } | undefined {
    for (const answer of this.row.answers) {
      const take = answer.takes.find((one) => one.id === id);
      if (take) return { take, answer };
    }
    return undefined;
  }

  openTakes(): TakeRow[] {
    return this.row.answers.flatMap((answer) => answer.takes).filter((take) => take.status === 'open');
  }

  takesLeft(question: Question): number {
    return takesLeft(question.retakes, counted(this.answerTo(question.id)));
  }

  takesToStart(question: Question): number {
    return takesToStart(question.retakes, counted(this.answerTo(question.id)));
  }
}

const counted = (answer: AnswerRow | undefined): CountedTake[] =>
  (answer?.takes ?? []).map(({ status, counted: counts, recording }) => ({
    status,
    counted: counts,
    flags: recording?.flags ?? [],
  }));

/** Whether a take can be what reviewers see. */
export const isUsable = (take: TakeRow): boolean => take.status === 'stored' || take.status === 'prepared';

/** The chosen take, when there is one that can be used. */
export const chosenTake = (answer: AnswerRow): TakeRow | undefined =>
  answer.takes.find((take) => take.id === answer.chosenTakeId && isUsable(take));

/** Whether an answer is there to be submitted. */
export const isAnswered = (answer: AnswerRow | undefined): answer is AnswerRow => {
  if (answer === undefined) return false;
  return answer.kind === 'text' ? (answer.text ?? '').trim() !== '' : chosenTake(answer) !== undefined;
};
