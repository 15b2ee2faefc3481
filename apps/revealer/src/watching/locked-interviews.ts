import { databaseOf, type Database } from '@evenhand/adapters/database';
import { Clock } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';

/** An interview that is said to be locked. */
export interface Locked {
  readonly interviewId: string;
  readonly round: number;
}

/** All locks are looked through this often; between that, only what is known to wait and what was locked lately. */
const everythingEveryMs = 5 * 60_000;
const latelyMs = 15 * 60_000;

/** Locked interviews that are not revealed yet, without reading every lock there ever was each time. */
@Injectable()
export class LockedInterviews {
  private waiting: readonly Locked[] = [];
  private lookedThroughAt = Number.NEGATIVE_INFINITY;

  constructor(
    @Inject(databaseOf('revealer')) private readonly database: Database<'revealer'>,
    private readonly clock: Clock,
  ) {}

  /** Those to look at now, the oldest lock first. */
  async unrevealed(): Promise<readonly Locked[]> {
    const now = this.clock.now();
    const everything = now - this.lookedThroughAt >= everythingEveryMs;
    const since = new Date(everything ? 0 : now - latelyMs);
    const found = await this.database.$queryRaw<Locked[]>`
      SELECT l.interview_id AS "interviewId", l.round FROM review.lock l
      WHERE l.locked_at >= ${since}
        AND NOT EXISTS (SELECT 1 FROM review.reveal r WHERE r.interview_id = l.interview_id AND r.round = l.round)
      ORDER BY l.locked_at`;
    if (everything) this.lookedThroughAt = now;
    const known = everything ? [] : this.waiting;
    const merged = new Map(
      [...known, ...found].map((locked) => [`${locked.interviewId}/${locked.round}`, locked]),
    );
    return [...merged.values()];
  }

  /** What is still closed after a sweep. */
  stillClosed(locked: readonly Locked[]): void {
    this.waiting = locked;
  }
}
