import { databaseOf, lockInterview, type Database } from '@evenhand/adapters/database';
import { Clock, uploadIdOf, UploadBusy, Uploads } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';

const hourMs = 3_600_000;
/** An upload that nobody went on with for this long is given up. */
const givenUpAfterMs = 48 * hourMs;
/** Bytes of discarded takes that were in use when they were discarded are removed within this time. */
const leftoversForMs = 96 * hourMs;
/**
 * What came is kept this long after it was prepared: a browser that missed the last reply may still ask how far its upload
 * came.
 */
const preparedForMs = hourMs;
const mostAtOnce = 200;

/** Clears up after recordings: those that were never finished, and the bytes that came once they are prepared. The worker calls it from time to time. */
@Injectable()
export class UploadSweepStage {
  constructor(
    @Inject(databaseOf('worker')) private readonly database: Database<'worker'>,
    private readonly uploads: Uploads,
    private readonly clock: Clock,
  ) {}

  /**
   * Ends unfinished takes that no byte has reached for 48 hours, and removes bytes of discarded takes and of those whose
   * digest is kept and that have been prepared.
   */
  async sweep(): Promise<{ givenUp: number; removed: number }> {
    const givenUp = await this.giveUp();
    const removed = await this.removeLeftovers();
    return { givenUp, removed: removed + (await this.removePrepared()) };
  }

  private async removePrepared(): Promise<number> {
    const now = this.clock.now();
    const recordings = await this.database.recording.findMany({
      where: {
        uploadRemovedAt: null,
        preparedAt: { lt: new Date(now - preparedForMs) },
        take: { status: 'prepared', sha256: { not: null } },
      },
      select: { takeId: true, take: { select: { uploadKey: true } } },
      orderBy: { preparedAt: 'asc' },
      take: mostAtOnce,
    });
    let removed = 0;
    for (const { takeId, take } of recordings) {
      if (!(await this.removed(uploadIdOf(take.uploadKey)))) continue;
      await this.database.recording.updateMany({
        where: { takeId },
        data: { uploadRemovedAt: new Date(now) },
      });
      removed += 1;
    }
    return removed;
  }

  /** Removes an upload unless somebody holds it just now. */
  private async removed(uploadId: string): Promise<boolean> {
    try {
      await this.uploads.hold(uploadId, () => this.uploads.remove(uploadId));
      return true;
    } catch (error) {
      if (error instanceof UploadBusy) return false;
      throw error;
    }
  }

  private async giveUp(): Promise<number> {
    const before = this.clock.now() - givenUpAfterMs;
    const takes = await this.database.take.findMany({
      where: { status: 'open', createdAt: { lt: new Date(before) } },
      select: { id: true, uploadKey: true, answer: { select: { interviewId: true } } },
      orderBy: { createdAt: 'asc' },
      take: mostAtOnce,
    });
    let ended = 0;
    for (const { id, uploadKey, answer } of takes) {
      const progress = await this.uploads.progress(uploadIdOf(uploadKey));
      if (progress && progress.touchedAt >= before) continue;
      ended += await this.database.inTransaction(async (tx) => {
        await lockInterview(tx, answer.interviewId);
        const { count } = await tx.take.updateMany({
          where: { id, status: 'open' },
          data: { status: 'discarded', counted: false },
        });
        return count;
      });
    }
    return ended;
  }

  private async removeLeftovers(): Promise<number> {
    const now = this.clock.now();
    const since = new Date(now - givenUpAfterMs - leftoversForMs);
    // Preparation may still be reading what was stored a moment ago.
    const notInUse = [{ storedAt: null }, { storedAt: { lt: new Date(now - hourMs) } }];
    const takes = await this.database.take.findMany({
      where: { status: 'discarded', createdAt: { gt: since }, OR: notInUse },
      select: { uploadKey: true },
    });
    let removed = 0;
    for (const uploadId of takes.map((take) => uploadIdOf(take.uploadKey))) {
      if ((await this.uploads.progress(uploadId)) === null) continue;
      if (await this.removed(uploadId)) removed += 1;
    }
    return removed;
  }
}
