import { databaseOf, type Database } from '@evenhand/adapters/database';
import { Clock, workStageNames, type WorkStage } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';

/** A step that may be run now. */
export interface DueRow {
  readonly id: string;
  readonly subject: string;
  readonly stage: WorkStage;
  readonly inputHash: string;
  readonly dueAt: Date;
}

/** What the work list says is due, now and next. */
@Injectable()
export class DueSteps {
  constructor(
    @Inject(databaseOf('worker')) private readonly database: Database<'worker'>,
    private readonly clock: Clock,
  ) {}

  /** The oldest due steps of every stage, at most `perStage` of each. */
  async oldest(perStage: number): Promise<DueRow[]> {
    return this.database.$queryRaw<DueRow[]>`
      SELECT s.id, s.subject, w.stage, s.input_hash AS "inputHash", s.due_at AS "dueAt"
      FROM unnest(${workStageNames}::text[]) AS w (stage) CROSS JOIN LATERAL (
        SELECT id, subject, input_hash, due_at FROM jobs.step
        WHERE status = 'due' AND stage = w.stage AND due_at <= ${this.now()} ORDER BY due_at LIMIT ${perStage}) s`;
  }

  /** Milliseconds until the next step becomes due that is not due yet; null when none waits. */
  async nextIn(): Promise<number | null> {
    const [row] = await this.database.$queryRaw<{ at: Date | null }[]>`
      SELECT min(s.due_at) AS at FROM unnest(${workStageNames}::text[]) AS w (stage) CROSS JOIN LATERAL (
        SELECT due_at FROM jobs.step
        WHERE status = 'due' AND stage = w.stage AND due_at > ${this.now()} ORDER BY due_at LIMIT 1) s`;
    return row?.at ? Math.max(0, row.at.getTime() - this.clock.now()) : null;
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
