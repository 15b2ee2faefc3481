import { afterEvent } from '@evenhand/domain';
import { Injectable } from '@nestjs/common';
import { InterviewChanges } from './interview-changes';

/** A candidate withdraws: at any time, without a reason. */
@Injectable()
export class WithdrawStage {
  constructor(private readonly changes: InterviewChanges) {}

  /** Withdraws with a log entry; recordings under way end. Withdrawing again changes nothing. */
  withdraw(interviewId: string): Promise<void> {
    return this.changes.make(interviewId, async ({ tx, interview: { row }, log }) => {
      if (row.status === 'withdrawn') return;
      await tx.interview.update({
        where: { id: interviewId },
        data: { status: afterEvent(row.status, 'withdraw') ?? row.status },
        select: { id: true },
      });
      await tx.take.updateMany({
        where: { answer: { interviewId }, status: 'open' },
        data: { status: 'discarded', counted: false },
      });
      await log({ v: 1, type: 'withdrawn', interview: interviewId });
    });
  }
}
