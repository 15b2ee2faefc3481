import { databaseOf, lockInterview, writeEntry, type Database } from '@evenhand/adapters/database';
import { Chance, Clock, done, Storage, Uploads, type Outcome } from '@evenhand/domain';
import { digestOf } from '@evenhand/ledger';
import { Inject, Injectable } from '@nestjs/common';

/** A seat a reviewer loses. */
interface LostSeat {
  readonly packet_id: string;
  readonly round: number;
}

const uploadPrefix = 'uploads/';

/** Erases what candidates asked to have erased: rows first, in one transaction, then the files they named. */
@Injectable()
export class Erasure {
  constructor(
    @Inject(databaseOf('worker')) private readonly database: Database<'worker'>,
    private readonly storage: Storage,
    private readonly uploads: Uploads,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /** Erases an interview. Runs as often as it likes; killed at any point, it goes on where it was. */
  async run(interviewId: string): Promise<Outcome> {
    const asked = await this.database.erasure.findUnique({ where: { interviewId } });
    if (!asked || asked.completedAt) return done;
    if (!asked.rowsErasedAt) await this.eraseRows(interviewId);
    const { files } = await this.database.erasure.findUniqueOrThrow({ where: { interviewId } });
    for (const file of files) await this.eraseFile(file);
    await this.database.erasure.update({
      where: { interviewId },
      data: { files: [], completedAt: new Date(this.clock.now()) },
    });
    return done;
  }

  private eraseRows(interviewId: string): Promise<void> {
    return this.database.inTransaction(async (tx) => {
      await lockInterview(tx, interviewId);
      const now = this.clock.now();
      const lost = await tx.$queryRaw<LostSeat[]>`
        SELECT packet_id, round FROM consent.erase_interview(${interviewId}::uuid, ${new Date(now)})`;
      for (const { packet_id: packet, round } of lost) {
        const entry = { v: 1, type: 'unassigned', interview: interviewId, round, packet } as const;
        await writeEntry(tx, { ...entry, reason: digestOf('erased') }, this.chance.uuid(), now);
      }
      await writeEntry(tx, { v: 1, type: 'erased', interview: interviewId }, this.chance.uuid(), now);
    });
  }

  /** What is still arriving is known to the uploads as well. */
  private async eraseFile(key: string): Promise<void> {
    if (key.startsWith(uploadPrefix)) await this.uploads.remove(key.slice(uploadPrefix.length));
    await this.storage.remove(key);
  }
}
