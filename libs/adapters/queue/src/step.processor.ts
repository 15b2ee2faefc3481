import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { WorkStage } from '@evenhand/domain';

/**
 * How every worker takes jobs. A job is tried once: attempts, waits and failures are rows of ours. A job whose worker was
 * killed comes back soon and as often as that happens; the work list decides whether there is still something to do, so
 * a message that comes back too early does no harm.
 */
const workerOptions: Parameters<typeof Processor>[1] = {
  // Started when everything is in place, stopped before anything is taken away.
  autorun: false,
  maxStalledCount: 1_000_000,
  lockDuration: 5_000,
  stalledInterval: 2_500,
  // After a lost connection.
  runRetryDelay: 2_000,
};

/** Makes a class the one processor of a stage. */
export const ProcessorOf = (stage: WorkStage): ClassDecorator => Processor(stage, workerOptions);

/** What a processor extends. */
export abstract class StepProcessor extends WorkerHost {
  /** The stage whose messages arrive here. */
  get stage(): string {
    return this.worker.name;
  }

  /** Begins to take messages. @param onError hears of every fault; without a listener it would end the process */
  take(concurrency: number, onError: (error: Error) => void): void {
    this.worker.on('error', onError);
    this.worker.concurrency = Math.max(1, concurrency);
    this.worker.run().catch(onError);
  }

  /** Takes no more messages; those under way go on. */
  async hold(): Promise<void> {
    await this.worker.pause(true);
  }

  /** Calls back whenever a message has been dealt with. */
  onDealtWith(callback: () => void): void {
    this.worker.on('completed', callback);
    this.worker.on('failed', callback);
  }
}
