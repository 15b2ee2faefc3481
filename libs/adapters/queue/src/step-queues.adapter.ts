import { StepJob } from '@evenhand/contracts';
import { queueIdOf, type WorkStage } from '@evenhand/domain';
import type { Queue } from 'bullmq';

/** A step of the work list as far as the queue needs to know it. */
export interface DueStep {
  readonly id: string;
  readonly subject: string;
  readonly stage: WorkStage;
  readonly inputHash: string;
}

/**
 * The queues, one for each stage, seen from the side that fills them. A message carries ids only and may be lost: the
 * work list is the truth.
 */
export class StepQueues {
  constructor(
    private readonly queues: ReadonlyMap<string, Queue>,
    onError: (error: Error, stage: string) => void,
  ) {
    // An error event nobody listens to would end the process.
    for (const [stage, queue] of queues) queue.on('error', (error) => onError(error, stage));
  }

  /** Puts steps into the queues of their stages, in order. Those that are in there already stay as they are. */
  async offer(steps: readonly DueStep[]): Promise<void> {
    for (const [stage, queue] of this.queues) {
      const jobs = steps
        .filter((step) => step.stage === stage)
        .map((step) => ({
          name: stage,
          data: { stepId: step.id, stage } satisfies StepJob,
          opts: { jobId: queueIdOf(step) },
        }));
      if (jobs.length > 0) await queue.addBulk(jobs);
    }
  }

  /** How many messages of a stage wait or run at the moment. */
  async waiting(stage: WorkStage): Promise<number> {
    const counts = await this.queues.get(stage)?.getJobCounts('waiting', 'active', 'prioritized', 'delayed');
    return Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0);
  }
}

/** The step a message speaks of. */
export const stepOf = (job: { data: unknown }): StepJob => StepJob.parse(job.data);
