import { failed, leaseOf, outcomeOf, workStages, type Outcome, type StepLease } from '@evenhand/domain';
import { faultOf, LOG, type Log, SETTINGS, type Settings } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import { StepClaims, type Claim } from './step-claims';
import type { StepWork } from './step-work';

/** Runs steps: claims the row, lets the stage work, writes how it ended, and keeps the lease meanwhile. */
@Injectable()
export class StepRunner {
  readonly lease: StepLease;
  private readonly underWay = new Map<string, Claim>();
  private renewal: NodeJS.Timeout | undefined;
  private holding = false;
  private readonly dropped = Promise.withResolvers<'dropped'>();

  constructor(
    private readonly claims: StepClaims,
    @Inject(LOG) private readonly log: Log,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.lease = leaseOf(settings.STEP_LEASE_SECONDS * 1000);
  }

  /** Begins to give signs of life for the steps under way. */
  start(): void {
    this.renewal ??= setInterval(() => void this.renew(), this.lease.renewedEveryMs);
  }

  /** Runs the step unless it is done, not due, or somebody else's: the row says so. */
  async run(stepId: string, work: StepWork): Promise<void> {
    if (this.holding) return;
    const holdMs = work.holdMs?.() ?? 0;
    if (holdMs > 0) return this.claims.postpone(stepId, holdMs);
    const claim = await this.claims.claim(stepId);
    if (!claim) return;
    this.underWay.set(claim.id, claim);
    try {
      const outcome = await Promise.race([this.attempt(claim, work), this.dropped.promise]);
      if (outcome === 'dropped') await this.claims.giveBack(claim);
      else await this.end(claim, outcome, work);
    } catch (error) {
      this.log.error({ step: claim.id, stage: claim.stage, ...faultOf(error) }, 'step left to its lease');
    } finally {
      this.underWay.delete(claim.id);
    }
  }

  /** Whether this worker runs that very attempt of the step. */
  runs({ id, attempt }: Claim): boolean {
    return this.underWay.get(id)?.attempt === attempt;
  }

  /** Lets the stage give up on a step, then ends the step for good. */
  async giveUp(claim: Claim, code: string, work: StepWork): Promise<void> {
    this.underWay.set(claim.id, claim);
    try {
      await work.giveUp?.(claim.subject, code);
      await this.claims.bury(claim, code);
      this.log.warn({ step: claim.id, stage: claim.stage, attempt: claim.attempt, code }, 'step given up');
    } finally {
      this.underWay.delete(claim.id);
    }
  }

  /**
   * Takes no more steps and waits for those under way; what has not ended within the time is given back and run by
   * another worker, or by this one after its next start.
   */
  async finish(withinMs: number): Promise<void> {
    this.holding = true;
    const deadline = performance.now() + withinMs;
    while (this.underWay.size > 0 && performance.now() < deadline) await pause(50);
    if (this.underWay.size > 0) this.log.warn({ steps: this.underWay.size }, 'steps given back');
    this.dropped.resolve('dropped');
    const last = performance.now() + 1_000;
    while (this.underWay.size > 0 && performance.now() < last) await pause(20);
    clearInterval(this.renewal);
  }

  private async attempt(claim: Claim, work: StepWork): Promise<Outcome> {
    try {
      const lastAttempt = claim.attempt >= workStages[claim.stage].attempts;
      return await work.run(claim.subject, { lastAttempt });
    } catch (error) {
      const outcome = outcomeOf(error);
      if (outcome) return outcome;
      this.log.error({ step: claim.id, stage: claim.stage, ...faultOf(error) }, 'step failed unexpectedly');
      return failed('internal', true);
    }
  }

  private async end(claim: Claim, outcome: Outcome, work: StepWork): Promise<void> {
    const { id: step, stage, attempt } = claim;
    if (outcome.kind === 'failed') {
      const { code: reason, complaint } = outcome;
      this.log.warn({ step, stage, attempt, code: reason, ...(complaint && { complaint }) }, 'step failed');
    }
    const code = await this.claims.settle(claim, outcome);
    if (code !== null) await this.giveUp(claim, code, work);
  }

  private async renew(): Promise<void> {
    if (this.underWay.size === 0) return;
    try {
      await this.claims.renew([...this.underWay.values()]);
    } catch (error) {
      this.log.warn(faultOf(error), 'signs of life not written');
    }
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
