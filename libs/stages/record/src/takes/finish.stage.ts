import { createHash } from 'node:crypto';
import { addSteps, prepareStep } from '@evenhand/adapters/database';
import type { TakeFinish } from '@evenhand/contracts';
import { Storage, uploadIdOf, Uploads } from '@evenhand/domain';
import { Injectable } from '@nestjs/common';
import { InterviewChanges, mustTakeAnswers, type LockedInterview } from '../interview/interview-changes';
import type { TakeRow, WholeInterview } from '../interview/whole-interview';
import { DigestMismatch, EmptyRecording, TakeClosed, TakeUnknown, UploadIncomplete } from './take.errors';

/** Ends uploads: what arrived is compared with what was recorded, byte for byte by digest, and then kept for good. */
@Injectable()
export class FinishStage {
  constructor(
    private readonly changes: InterviewChanges,
    private readonly uploads: Uploads,
    private readonly storage: Storage,
  ) {}

  /**
   * Finishes a take. Repeating it, also after preparation, changes nothing.
   *
   * @throws TakeUnknown, TakeClosed, UploadIncomplete, EmptyRecording, DigestMismatch, UploadBusy, and what
   *   InterviewChanges.answering throws
   */
  async finish(interviewId: string, takeId: string, recorded: TakeFinish): Promise<void> {
    const seen = await this.changes.look(interviewId);
    if (isFinished(takeOf(seen, takeId), recorded)) return;
    mustTakeAnswers(seen);
    const uploadId = uploadIdOf(takeOf(seen, takeId).uploadKey);
    await this.uploads.hold(uploadId, async () => {
      await this.compare(takeOf(seen, takeId), recorded);
      await this.uploads.close(uploadId);
      await this.changes.answering(interviewId, (locked) => this.keep(locked, takeId, recorded));
    });
  }

  private async compare({ uploadKey }: TakeRow, { bytes, sha256 }: TakeFinish): Promise<void> {
    const arrived = (await this.uploads.progress(uploadIdOf(uploadKey)))?.bytes ?? 0;
    if (bytes === 0) throw new EmptyRecording();
    if (arrived < bytes) throw new UploadIncomplete(arrived, bytes);
    if (arrived > bytes) throw new DigestMismatch();
    const digest = createHash('sha256');
    for await (const part of this.storage.read(uploadKey)) digest.update(part);
    if (digest.digest('hex') !== sha256) throw new DigestMismatch();
  }

  /** The take, the choice and the step that prepares it, in one transaction. */
  private async keep(
    { tx, interview, now }: LockedInterview,
    takeId: string,
    recorded: TakeFinish,
  ): Promise<void> {
    const found = interview.take(takeId);
    if (!found) throw new TakeUnknown();
    if (isFinished(found.take, recorded)) return;
    const { take, answer } = found;
    await tx.take.update({
      where: { id: takeId },
      data: { status: 'stored', bytes: recorded.bytes, sha256: recorded.sha256, storedAt: new Date(now) },
      select: { id: true },
    });
    // The newest take is the answer until the candidate chooses another; captions belong to the one before.
    await tx.captionTrack.deleteMany({ where: { answerId: answer.id } });
    await tx.answer.update({
      where: { id: answer.id },
      data: { kind: take.kind, chosenTakeId: takeId, updatedAt: new Date(now) },
      select: { id: true },
    });
    await addSteps(tx, [prepareStep(takeId, recorded.sha256, now)], now);
  }
}

function takeOf(interview: WholeInterview, takeId: string): TakeRow {
  const found = interview.take(takeId);
  if (!found) throw new TakeUnknown();
  return found.take;
}

/**
 * Whether this very recording was finished before.
 *
 * @throws TakeClosed when the take ended in another way, or with other bytes
 */
function isFinished(take: TakeRow, { bytes, sha256 }: TakeFinish): boolean {
  if (take.status === 'open') return false;
  if (take.status !== 'discarded' && take.sha256 === sha256 && take.bytes === BigInt(bytes)) return true;
  throw new TakeClosed();
}
