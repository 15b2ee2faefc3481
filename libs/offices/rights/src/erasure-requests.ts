import { addSteps, databaseOf, lockInterview, type Database } from '@evenhand/adapters/database';
import { ErasureCertificate, type ErasureView } from '@evenhand/contracts';
import { Clock } from '@evenhand/domain';
import { digestOf } from '@evenhand/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { NotErased } from './rights.errors';

/** What a candidate's request for erasure leads to, seen from the candidate's side. */
@Injectable()
export class ErasureRequests {
  constructor(
    @Inject(databaseOf('portal')) private readonly database: Database<'portal'>,
    private readonly clock: Clock,
  ) {}

  /** How far the erasure of an interview is. */
  async view(interviewId: string): Promise<ErasureView> {
    const row = await this.database.erasure.findUnique({ where: { interviewId } });
    if (!row) return { state: 'none', requestedAt: null, completedAt: null };
    const { requestedAt, completedAt } = row;
    return {
      state: completedAt ? 'done' : 'requested',
      requestedAt: requestedAt.toISOString(),
      completedAt: completedAt?.toISOString() ?? null,
    };
  }

  /** Asks for erasure, at any time and for good; asking again changes nothing. */
  async ask(interviewId: string): Promise<ErasureView> {
    await this.database.inTransaction(async (tx) => {
      await lockInterview(tx, interviewId);
      const now = this.clock.now();
      const { count } = await tx.erasure.createMany({
        data: { interviewId, requestedAt: new Date(now) },
        skipDuplicates: true,
      });
      if (count === 0) return;
      // A take that is still arriving ends; what is there of it goes with the rest.
      await tx.interview.update({
        where: { id: interviewId },
        data: { status: 'withdrawn' },
        select: { id: true },
      });
      const step = {
        subject: interviewId,
        stage: 'erase',
        inputHash: digestOf('erase'),
        dueAt: now,
      } as const;
      await addSteps(tx, [step], now);
    });
    return this.view(interviewId);
  }

  /**
   * What was erased, and what was not, for the candidate to keep.
   *
   * @throws NotErased
   */
  async certificate(interviewId: string): Promise<ErasureCertificate> {
    const row = await this.database.erasure.findUnique({ where: { interviewId } });
    if (!row?.completedAt) throw new NotErased();
    return ErasureCertificate.parse({
      v: 1,
      interview: interviewId,
      requestedAt: row.requestedAt.toISOString(),
      completedAt: row.completedAt.toISOString(),
      removed: row.removed,
      entry: { v: 1, type: 'erased', interview: interviewId },
    });
  }
}
