import { Storage, uploadIdOf, Uploads, UploadBusy } from '@evenhand/domain';
import { Injectable } from '@nestjs/common';
import { InterviewChanges, type LockedInterview } from '../interview/interview-changes';
import { isUsable, type AnswerRow, type TakeRow } from '../interview/whole-interview';
import { TakeClosed, TakeNeeded, TakeUnknown } from './take.errors';

/** Throws takes away that the candidate does not want. */
@Injectable()
export class DiscardStage {
  constructor(
    private readonly changes: InterviewChanges,
    private readonly uploads: Uploads,
    private readonly storage: Storage,
  ) {}

  /**
   * Discards a take; discarding it again changes nothing. One that was never finished uses nothing up.
   *
   * @throws TakeUnknown, TakeClosed, TakeNeeded, and what InterviewChanges.answering throws
   */
  async discard(interviewId: string, takeId: string): Promise<void> {
    const gone = await this.changes.answering(interviewId, async (locked) => {
      const found = locked.interview.take(takeId);
      if (!found) throw new TakeUnknown();
      const { take, answer } = found;
      if (take.status === 'discarded') return null;
      if (take.status === 'refused') throw new TakeClosed();
      if (take.status !== 'open') mustBeSpared(locked, take, answer);
      await this.end(locked, take, answer);
      return take;
    });
    if (gone) await this.clearAway(gone);
  }

  private async end({ tx, now }: LockedInterview, take: TakeRow, answer: AnswerRow): Promise<void> {
    const counted = take.status === 'open' ? false : take.counted;
    await tx.take.update({
      where: { id: take.id },
      data: { status: 'discarded', counted },
      select: { id: true },
    });
    if (answer.chosenTakeId !== take.id) return;
    const next = answer.takes.filter((one) => one.id !== take.id && isUsable(one)).at(-1);
    await tx.captionTrack.deleteMany({ where: { answerId: answer.id } });
    await tx.answer.update({
      where: { id: answer.id },
      data: { chosenTakeId: next?.id ?? null, kind: next?.kind ?? answer.kind, updatedAt: new Date(now) },
      select: { id: true },
    });
  }

  /** Removes the bytes. A take that is being prepared is left to the sweep: its bytes may be in use. */
  private async clearAway({ status, uploadKey, recording }: TakeRow): Promise<void> {
    if (status === 'stored') return;
    const uploadId = uploadIdOf(uploadKey);
    try {
      await this.uploads.hold(uploadId, () => this.uploads.remove(uploadId));
    } catch (error) {
      // The sweep comes back for it.
      if (!(error instanceof UploadBusy)) throw error;
    }
    const keys = [recording?.mediaKey, recording?.audioKey, recording?.posterKey];
    for (const key of keys) if (typeof key === 'string') await this.storage.remove(key);
  }
}

/** @throws TakeNeeded when the question could then no longer be answered */
function mustBeSpared({ interview }: LockedInterview, take: TakeRow, answer: AnswerRow): void {
  const question = interview.question(answer.questionId);
  const others = answer.takes.some((one) => one.id !== take.id && (isUsable(one) || one.status === 'open'));
  if (!others && interview.takesLeft(question) === 0 && !question.kinds.includes('text')) {
    throw new TakeNeeded();
  }
}
