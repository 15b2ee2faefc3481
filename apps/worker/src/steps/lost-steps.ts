import { afterLostWorker } from '@evenhand/domain';
import { faultOf, LOG, type Log } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import { StageProcessors } from '../processors/stage-processors';
import { StepClaims, type LostClaim } from './step-claims';
import { StepRunner } from './step-runner';

/** Looks after steps whose worker died: puts them back, or goes on giving up where the dead worker stopped. */
@Injectable()
export class LostSteps {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly claims: StepClaims,
    private readonly runner: StepRunner,
    private readonly processors: StageProcessors,
    @Inject(LOG) private readonly log: Log,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => this.look(), this.runner.lease.renewedEveryMs);
    this.look();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  private look(): void {
    this.looking ??= this.recover()
      .catch((error: unknown) => this.log.warn(faultOf(error), 'lost steps not looked for'))
      .finally(() => {
        this.looking = undefined;
      });
  }

  private async recover(): Promise<void> {
    for (const claim of await this.claims.lost(this.runner.lease.lastsMs)) {
      // Our own signs of life are late, but we live.
      if (this.runner.runs(claim)) continue;
      const next =
        claim.code === null ? afterLostWorker(claim.attempt) : { status: 'dead', code: claim.code };
      if (next.status === 'due') await this.putBack(claim);
      else await this.giveUp(claim, 'code' in next ? next.code : 'worker-lost');
    }
  }

  private async putBack(claim: LostClaim): Promise<void> {
    if (!(await this.claims.putBack(claim, this.runner.lease.lastsMs))) return;
    this.log.warn(
      { step: claim.id, stage: claim.stage, attempt: claim.attempt },
      'step of a lost worker put back',
    );
  }

  private async giveUp(claim: LostClaim, code: string): Promise<void> {
    if (!(await this.claims.takeOverDying(claim, this.runner.lease.lastsMs, code))) return;
    await this.runner.giveUp(claim, code, this.processors.workOf(claim.stage));
  }
}
