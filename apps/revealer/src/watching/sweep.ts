import { databaseOf, type Database } from '@evenhand/adapters/database';
import { Clock } from '@evenhand/domain';
import { LOG, type Log } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Cohorts } from '../checking/cohort';
import { ProvedEvidence } from '../checking/proved-evidence';
import { Revealer } from '../revealer';
import { LockedInterviews, type Locked } from './locked-interviews';

/** Looks at every locked interview and reveals what may be revealed. */
@Injectable()
export class Sweep {
  /** Refusals already told, so that one broken interview does not fill the log. */
  private readonly told = new Set<string>();

  constructor(
    @Inject(databaseOf('revealer')) private readonly database: Database<'revealer'>,
    private readonly locked: LockedInterviews,
    private readonly revealer: Revealer,
    private readonly evidence: ProvedEvidence,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** @param goOn asked before each interview: false when another process leads now, or this one is to stop */
  async run(goOn: () => boolean = () => true): Promise<void> {
    const cohorts = new Cohorts(this.database, this.evidence, this.clock);
    const closed: Locked[] = [];
    for (const interview of await this.locked.unrevealed()) {
      if (!goOn()) return;
      if (!(await this.lookAt(interview, cohorts))) closed.push(interview);
    }
    this.locked.stillClosed(closed);
  }

  private async lookAt({ interviewId, round }: Locked, cohorts: Cohorts): Promise<boolean> {
    try {
      const ending = await this.revealer.reveal(interviewId, round, cohorts);
      if (ending.kind === 'refused') this.tell(interviewId, round, ending.code);
      if (ending.kind === 'revealed') this.log.info({ interview: interviewId, round }, 'revealed');
      return ending.kind === 'revealed';
    } catch (error) {
      // The name only: a message could quote what was read.
      this.log.error({ interview: interviewId, round, fault: (error as Error).name }, 'not looked at');
      return false;
    }
  }

  private tell(interview: string, round: number, code: string): void {
    const refusal = `${interview}/${round}/${code}`;
    if (this.told.has(refusal)) return;
    this.told.add(refusal);
    this.log.warn({ interview, round, code }, 'stays closed');
  }
}
