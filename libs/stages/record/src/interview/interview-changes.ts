import {
  databaseOf,
  lockInterview,
  writeEntry,
  type Database,
  type Transaction,
} from '@evenhand/adapters/database';
import type { LogEntry } from '@evenhand/contracts';
import { Chance, Clock } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';
import { LinkExpired } from '../links/link.errors';
import { ConsentNeeded, InterviewClosed } from './interview.errors';
import { WholeInterview } from './whole-interview';

/** An interview under its lock. */
export interface LockedInterview {
  readonly tx: Transaction<'portal'>;
  readonly interview: WholeInterview;
  /** The server's clock, milliseconds since the epoch. */
  readonly now: number;
  readonly chance: Chance;
  /** Writes a log entry that stands or falls with the change. */
  log(entry: LogEntry): Promise<void>;
}

/** Makes changes of an interview one at a time, each in a transaction, whoever else works on it. */
@Injectable()
export class InterviewChanges {
  constructor(
    @Inject(databaseOf('portal')) private readonly database: Database<'portal'>,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /** Any change, also of an interview that is over. */
  make<T>(interviewId: string, change: (locked: LockedInterview) => Promise<T>): Promise<T> {
    return this.database.inTransaction(async (tx) => {
      await lockInterview(tx, interviewId);
      const now = this.clock.now();
      const interview = await WholeInterview.read(tx, interviewId, now);
      const log = (entry: LogEntry): Promise<void> => writeEntry(tx, entry, this.chance.uuid(), now);
      return change({ tx, interview, now, chance: this.chance, log });
    });
  }

  /**
   * A change of an interview that takes answers: consent was given and the deadline, with its grace, is not over.
   *
   * @throws ConsentNeeded, InterviewClosed, LinkExpired
   */
  answering<T>(interviewId: string, change: (locked: LockedInterview) => Promise<T>): Promise<T> {
    return this.make(interviewId, (locked) => {
      mustTakeAnswers(locked.interview);
      return change(locked);
    });
  }

  /** The interview as it is now, without a lock. */
  look(interviewId: string): Promise<WholeInterview> {
    return WholeInterview.read(this.database, interviewId, this.clock.now());
  }
}

/** @throws ConsentNeeded, InterviewClosed, LinkExpired */
export function mustTakeAnswers(interview: WholeInterview): void {
  mustBeOpen(interview);
  if (interview.standing === 'invited') throw new ConsentNeeded();
}

/** @throws InterviewClosed, LinkExpired */
export function mustBeOpen({ standing, row }: WholeInterview): void {
  if (standing === 'submitted' || standing === 'withdrawn') throw new InterviewClosed(standing);
  if (standing === 'expired') throw new LinkExpired(row.requisition.contactEmail);
}
