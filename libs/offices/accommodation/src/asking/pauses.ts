import {
  accommodationRows,
  databaseOf,
  limitFacts,
  lockInterview,
  type Database,
} from '@evenhand/adapters/database';
import { Chance, Clock, effectiveLimits } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';
import { InterviewOver, PauseNotGranted } from '../accommodation.errors';
import { templateLimits } from '../request-rows';

/** Pauses in which the clock stands, where they were granted. */
@Injectable()
export class Pauses {
  constructor(
    @Inject(databaseOf('portal')) private readonly database: Database<'portal'>,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /**
   * Stops the clock. Stopping it again changes nothing.
   *
   * @throws PauseNotGranted, InterviewOver
   */
  async begin(interviewId: string): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      await lockInterview(tx, interviewId);
      const interview = await tx.interview.findUniqueOrThrow({
        where: { id: interviewId },
        select: { status: true, template: true, invitation: true },
      });
      if (interview.status !== 'invited' && interview.status !== 'in_progress') throw new InterviewOver();
      const now = this.clock.now();
      const rows = await accommodationRows(tx, interviewId);
      const limits = effectiveLimits(limitFacts(templateLimits(interview), rows, now));
      if (limits.paused) return;
      if (limits.pauseSecondsLeft === 0) throw new PauseNotGranted();
      await tx.accommodationPause.create({
        data: { id: this.chance.uuid(), interviewId, startedAt: new Date(now) },
        select: { id: true },
      });
    });
  }

  /** Lets the clock go on. Doing so again changes nothing. */
  async end(interviewId: string): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      await lockInterview(tx, interviewId);
      await tx.accommodationPause.updateMany({
        where: { interviewId, endedAt: null },
        data: { endedAt: new Date(this.clock.now()) },
      });
    });
  }
}
