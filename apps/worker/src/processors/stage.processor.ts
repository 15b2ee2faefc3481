import { stepOf, StepProcessor } from '@evenhand/adapters/queue';
import type { StepRunner } from '../steps/step-runner';
import type { StepWork } from '../steps/step-work';

/** Hands a message's step to the runner, and the stage's work with it. */
export abstract class StageProcessor extends StepProcessor {
  protected constructor(
    private readonly runner: StepRunner,
    readonly work: StepWork,
  ) {
    super();
  }

  override process(job: { data: unknown }): Promise<void> {
    return this.runner.run(stepOf(job).stepId, this.work);
  }
}
