import { databaseOf, type Database } from '@evenhand/adapters/database';
import { afterAttempt, Chance, Clock, workStages, type Outcome, type WorkStage } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';

/** A step that this worker runs. */
export interface Claim {
  readonly id: string;
  readonly subject: string;
  readonly stage: WorkStage;
  /** How often the step was started; tells this run from an earlier one whose worker came back to life. */
  readonly attempt: number;
}

/** A claim whose worker gives no sign of life. */
export interface LostClaim extends Claim {
  /** Set when the step had failed for good and its stage was giving up. */
  readonly code: string | null;
}

/**
 * The rows of the work list, changed only by compare-and-set: whoever is late changes nothing. Leases are measured by the
 * database's clock, the same for all workers.
 */
@Injectable()
export class StepClaims {
  constructor(
    @Inject(databaseOf('worker')) private readonly database: Database<'worker'>,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /** Takes a due step; null when it is not due (any more) or somebody else was quicker. */
  async claim(id: string): Promise<Claim | null> {
    const [claim] = await this.database.$queryRaw<Claim[]>`
      UPDATE jobs.step SET status = 'running', attempt = attempt + 1, error_code = NULL, updated_at = now()
      WHERE id = ${id}::uuid AND status = 'due' AND due_at <= ${this.now()}
      RETURNING id, subject, stage, attempt`;
    return claim ?? null;
  }

  /** Has a due step wait: nobody has begun it, and no attempt is used up. */
  async postpone(id: string, waitMs: number): Promise<void> {
    await this.database.$executeRaw`
      UPDATE jobs.step SET due_at = greatest(due_at, ${this.now(waitMs)}), updated_at = now()
      WHERE id = ${id}::uuid AND status = 'due'`;
  }

  /** Gives a sign of life for steps that run; those that were taken away meanwhile stay taken away. */
  async renew(claims: readonly Claim[]): Promise<void> {
    const ids = claims.map(({ id }) => id);
    const attempts = claims.map(({ attempt }) => attempt);
    await this.database.$executeRaw`
      UPDATE jobs.step s SET updated_at = now() FROM unnest(${ids}::uuid[], ${attempts}::int[]) AS c (id, attempt)
      WHERE s.id = c.id AND s.attempt = c.attempt AND s.status = 'running'`;
  }

  /**
   * Writes how an attempt ended.
   *
   * @returns the code when the step failed for good, null otherwise and when the step was taken away meanwhile. It stays with this worker until its stage has given up: a worker
   * that dies in between leaves a running step with a code, and the next one goes on from there.
   */
  async settle(claim: Claim, outcome: Outcome): Promise<string | null> {
    const { attempts } = workStages[claim.stage];
    const next = afterAttempt(outcome, claim.attempt, attempts, this.chance.fraction());
    switch (next.status) {
      case 'done':
        await this.change(claim, { status: 'done', code: null });
        return null;
      case 'due':
        await this.change(claim, { status: 'due', code: next.code, dueAt: this.now(next.waitMs) });
        return null;
      case 'dead':
        return (await this.change(claim, { status: 'running', code: next.code })) ? next.code : null;
    }
  }

  /** Ends a step for good; a person may have it run again. */
  async bury(claim: Claim, code: string): Promise<void> {
    await this.change(claim, { status: 'dead', code });
  }

  /**
   * Puts a step back that this worker cannot end. The attempt does not count. It is due a second later, when the message
   * this worker still holds is gone from the queue.
   */
  async giveBack(claim: Claim): Promise<void> {
    await this.database.$executeRaw`
      UPDATE jobs.step SET status = 'due', attempt = attempt - 1, due_at = ${this.now(1_000)}, updated_at = now()
      WHERE id = ${claim.id}::uuid AND status = 'running' AND attempt = ${claim.attempt}`;
  }

  /** Running steps whose worker has given no sign of life for so long. */
  async lost(leaseMs: number): Promise<LostClaim[]> {
    return this.database.$queryRaw<LostClaim[]>`
      SELECT id, subject, stage, attempt, error_code AS code FROM jobs.step
      WHERE status = 'running' AND updated_at < now() - ${leaseMs} * interval '1 millisecond'`;
  }

  /** Puts a lost step back, unless its worker or another one was quicker. The attempt counts. */
  async putBack(claim: LostClaim, leaseMs: number): Promise<boolean> {
    return this.takeOver(claim, leaseMs, { status: 'due', code: null });
  }

  /** Takes over a lost step to give it up, unless its worker or another one was quicker. */
  async takeOverDying(claim: LostClaim, leaseMs: number, code: string): Promise<boolean> {
    return this.takeOver(claim, leaseMs, { status: 'running', code });
  }

  private async takeOver(
    claim: LostClaim,
    leaseMs: number,
    to: { status: 'due' | 'running'; code: string | null },
  ): Promise<boolean> {
    const changed = await this.database.$executeRaw`
      UPDATE jobs.step SET status = ${to.status}::jobs.step_status, error_code = ${to.code}, updated_at = now()
      WHERE id = ${claim.id}::uuid AND status = 'running' AND attempt = ${claim.attempt}
        AND updated_at < now() - ${leaseMs} * interval '1 millisecond'`;
    return changed === 1;
  }

  private async change(
    claim: Claim,
    to: { status: 'done' | 'due' | 'running' | 'dead'; code: string | null; dueAt?: Date },
  ): Promise<boolean> {
    const changed = await this.database.$executeRaw`
      UPDATE jobs.step SET status = ${to.status}::jobs.step_status, error_code = ${to.code},
        due_at = coalesce(${to.dueAt ?? null}::timestamptz, due_at), updated_at = now()
      WHERE id = ${claim.id}::uuid AND status = 'running' AND attempt = ${claim.attempt}`;
    return changed === 1;
  }

  private now(laterMs = 0): Date {
    return new Date(this.clock.now() + laterMs);
  }
}
