import type { NewTake, TakeStarted } from '@evenhand/contracts';
import { newStorageKey, uploadIdOf, Uploads } from '@evenhand/domain';
import { TooManyRequests } from '@evenhand/platform';
import { Injectable } from '@nestjs/common';
import { AnswerKindNotOffered } from '../interview/interview.errors';
import { InterviewChanges, type LockedInterview } from '../interview/interview-changes';
import type { AskedQuestion, TakeRow } from '../interview/whole-interview';
import { NoTakesLeft, TakeClosed, TakeStillOpen, TakeUnknown } from './take.errors';
import { uploadsPath } from './uploads-path';

/** Recordings one interview may have under way at once. */
const mostOpen = 4;
/** Takes one interview may start within an hour: far more than anybody records, too few to fill a disk. */
const mostPerHour = 60;
const hourMs = 3_600_000;
/** A take whose upload never began after this long was started by a page that is gone. */
const orphanedAfterMs = 2 * 60_000;

/** Starts takes. */
@Injectable()
export class TakeStage {
  constructor(
    private readonly changes: InterviewChanges,
    private readonly uploads: Uploads,
  ) {}

  /**
   * Starts a take. Asking again with the same take id gives the same take.
   *
   * @throws QuestionUnknown, AnswerKindNotOffered, NoTakesLeft, TakeStillOpen, TakeClosed, TooManyRequests, and what
   *   InterviewChanges.answering throws
   */
  start(interviewId: string, wanted: NewTake): Promise<TakeStarted> {
    return this.changes.answering(interviewId, async (locked) => {
      const question = locked.interview.question(wanted.questionId);
      if (!question.kinds.includes(wanted.kind)) throw new AnswerKindNotOffered(question.kinds);
      const known = await this.known(locked, wanted);
      const takeId = known ?? (await this.create(locked, question, wanted));
      return { takeId, uploadUrl: uploadsPath };
    });
  }

  private async known(
    { tx, interview }: LockedInterview,
    { takeId, questionId }: NewTake,
  ): Promise<string | undefined> {
    if (takeId === undefined) return undefined;
    const own = interview.take(takeId);
    if (own === undefined) {
      if (await tx.take.findUnique({ where: { id: takeId }, select: { id: true } })) throw new TakeUnknown();
      return undefined;
    }
    if (own.answer.questionId !== questionId || own.take.status !== 'open') throw new TakeClosed();
    return takeId;
  }

  private async create(locked: LockedInterview, question: AskedQuestion, wanted: NewTake): Promise<string> {
    const { tx, interview, now, chance } = locked;
    await this.mayStart(locked, question);
    const { questionId, kind, declaredType } = wanted;
    const answer = await tx.answer.upsert({
      where: { interviewId_questionId: { interviewId: interview.row.id, questionId } },
      create: {
        id: chance.uuid(),
        interviewId: interview.row.id,
        questionId,
        kind,
        updatedAt: new Date(now),
      },
      update: {},
      include: { takes: { select: { number: true } } },
    });
    const take = await tx.take.create({
      data: {
        id: wanted.takeId ?? chance.uuid(),
        answerId: answer.id,
        number: 1 + Math.max(0, ...answer.takes.map((one) => one.number)),
        kind,
        declaredType,
        uploadKey: newStorageKey('uploads', chance),
        createdAt: new Date(now),
      },
      select: { id: true },
    });
    return take.id;
  }

  private async mayStart(locked: LockedInterview, question: AskedQuestion): Promise<void> {
    const { interview, now } = locked;
    if (interview.takesLeft(question) === 0) throw new NoTakesLeft();
    const recent = interview.row.answers
      .flatMap((answer) => answer.takes.map((take) => take.createdAt.getTime()))
      .filter((at) => at > now - hourMs);
    if (recent.length >= mostPerHour) throw new TooManyRequests(Math.min(...recent) + hourMs - now);

    const orphaned = new Set((await this.dropOrphans(locked)).map((take) => take.id));
    const open = interview.openTakes().filter((take) => !orphaned.has(take.id));
    const here = open.filter((take) => take.answerId === interview.answerTo(question.id)?.id);
    if (open.length >= mostOpen || here.length >= interview.takesLeft(question)) throw new TakeStillOpen();
  }

  /** Ends takes that no page will ever go on with, so that they keep nobody from recording. */
  private async dropOrphans({ tx, interview, now }: LockedInterview): Promise<TakeRow[]> {
    const orphans: TakeRow[] = [];
    for (const take of interview.openTakes()) {
      if (take.createdAt.getTime() > now - orphanedAfterMs) continue;
      if ((await this.uploads.progress(uploadIdOf(take.uploadKey))) === null) orphans.push(take);
    }
    const where = { id: { in: orphans.map((take) => take.id) } };
    await tx.take.updateMany({ where, data: { status: 'discarded', counted: false } });
    return orphans;
  }
}
