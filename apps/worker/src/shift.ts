import { LOG, SETTINGS, type Log, type Settings } from '@evenhand/platform';
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { StageProcessors } from './processors/stage-processors';
import { Heartbeat } from './signs/heartbeat';
import { LostSteps } from './steps/lost-steps';
import { StepDispatch } from './steps/step-dispatch';
import { StepRunner } from './steps/step-runner';

/** Whoever asks the worker to end kills it ten seconds later; closing everything takes its time too. */
const PATIENCE_MS = 7_000;

/** Begins and ends the worker's work, in the order that loses nothing. */
@Injectable()
export class Shift implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly processors: StageProcessors,
    private readonly runner: StepRunner,
    private readonly dispatch: StepDispatch,
    private readonly lost: LostSteps,
    private readonly heartbeat: Heartbeat,
    @Inject(LOG) private readonly log: Log,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.processors.prove();
    this.runner.start();
    for (const processor of this.processors.all()) {
      processor.take(this.settings.WORKER_CONCURRENCY, (error) =>
        // Faults of the queue speak of ids and connections only.
        this.log.warn({ stage: processor.stage, fault: error.name, says: error.message }, 'queue fault'),
      );
      processor.onDealtWith(() => this.dispatch.onDealtWith());
    }
    this.lost.start();
    this.dispatch.start();
    await this.heartbeat.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.heartbeat.stop();
    await this.dispatch.stop();
    await this.lost.stop();
    await Promise.all(this.processors.all().map((processor) => processor.hold()));
    await this.runner.finish(PATIENCE_MS);
  }
}
