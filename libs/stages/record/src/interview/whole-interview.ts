import { accommodationRows, limitFacts, type Prisma, type Transaction } from '@evenhand/adapters/database';
import { Template } from '@evenhand/contracts';
import {
  effectiveLimits,
  isOvertime,
  standingOf,
  takesLeft,
  takesToStart,
  type CountedTake,
  type EffectiveLimits,
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

/** A question under the limits that hold for this candidate. */
export interface AskedQuestion extends Omit<Question, 'answerSeconds'> {
  /** Null for no limit. */
  readonly answerSeconds: number | null;
}

/** An interview with its template, answers, takes and the limits that hold for its candidate now. */
export class WholeInterview {
  readonly template: Template;
  readonly limits: EffectiveLimits;
  /** Requests for accommodations that wait for an answer. */
  readonly pendingRequests: number;
  /** Every question, in the template's order. */
  readonly questions: readonly AskedQuestion[];

  private constructor(
    readonly row: Row,
    private readonly now: number,
    accommodation: Awaited<ReturnType<typeof accommodationRows>>,
  ) {
    this.template = Template.parse(row.template.content);
    const { createdAt, expiresAt } = row.invitation;
    const template = {
      opensAt: createdAt.getTime(),
      deadline: expiresAt.getTime(),
      questions: this.template.questions,
    };
    this.limits = effectiveLimits(limitFacts(template, accommodation, now));
    this.pendingRequests = accommodation.pending;
    this.questions = this.template.questions.map((question, index) => {
      const limits = this.limits.questions[index];
      if (!limits) return question;
      const { kinds, preparationSeconds, answerSeconds, takes } = limits;
      return { ...question, kinds, preparationSeconds, answerSeconds, retakes: takes - 1 };
    });
  }

  /** Milliseconds since the epoch; infinite for none. */
  get deadline(): number {
    return this.limits.deadline ?? Infinity;
  }

  /** @param now milliseconds since the epoch */
  static async read(
    source: Pick<Transaction<'portal'>, 'interview' | '$queryRaw'>,
    id: string,
    now: number,
  ): Promise<WholeInterview> {
    const row = await source.interview.findUniqueOrThrow({ where: { id }, include: everything });
    return new WholeInterview(row, now, await accommodationRows(source, id));
  }

  get standing(): Standing {
    return standingOf(this.row.status, this.deadline, this.now);
  }

  /** @throws QuestionUnknown */
  question(id: string): AskedQuestion {
    const question = this.questions.find((one) => one.id === id);
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

  takesLeft(question: AskedQuestion): number {
    return takesLeft(question.retakes, this.counted(question));
  }

  takesToStart(question: AskedQuestion): number {
    return takesToStart(question.retakes, this.counted(question));
  }

  private counted(question: AskedQuestion): CountedTake[] {
    return (this.answerTo(question.id)?.takes ?? []).map((take) => ({
      status: take.status,
      // One that cannot be handed in would otherwise shut somebody out.
      counted: take.counted && !isTooLong(take, question),
      flags: take.recording?.flags ?? [],
    }));
  }
}

/** Whether a take is longer than its question allows, as far as is known: it is measured when it is prepared. */
export const isTooLong = ({ recording }: TakeRow, { answerSeconds }: AskedQuestion): boolean =>
  recording !== null && isOvertime(recording.durationMs, answerSeconds);

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
