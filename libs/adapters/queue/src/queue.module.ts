import { workStageNames } from '@evenhand/domain';
import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { Module, type DynamicModule } from '@nestjs/common';
import { setDefaultBackendFactory, type Queue, type QueueOptions } from 'bullmq';
import { openPostgresQueue } from './postgres-queue.adapter';
import type { QueueAddress } from './queue-address';
import { redisConnection } from './redis-queue.adapter';
import { StepQueues } from './step-queues.adapter';

/** Keys in Redis begin with this. */
const PREFIX = 'evenhand';

export interface QueueModuleOptions {
  readonly address: QueueAddress;
  /** Hears of every fault of the store. */
  readonly onError: (error: Error) => void;
}

/** One queue for each work stage, in PostgreSQL or Redis. Processors are found by Nest wherever they are provided. */
@Module({})
export class QueueModule {
  static at({ address, onError }: QueueModuleOptions): DynamicModule {
    const queueTokens = workStageNames.map((stage) => getQueueToken(stage));
    return {
      module: QueueModule,
      global: true,
      imports: [
        BullModule.forRootAsync({ useFactory: () => openQueues(address, onError) }),
        BullModule.registerQueue(...workStageNames.map((name) => ({ name }))),
      ],
      providers: [
        {
          provide: StepQueues,
          inject: queueTokens,
          useFactory: (...queues: Queue[]) =>
            new StepQueues(new Map(queues.map((queue) => [queue.name, queue])), onError),
        },
      ],
      exports: [StepQueues],
    };
  }
}

/**
 * Opens the store and makes it the one of this process: @nestjs/bullmq creates queues and workers without saying which
 * backend they are for, so the default has to be set before it creates the first.
 */
async function openQueues(address: QueueAddress, onError: (error: Error) => void): Promise<QueueOptions> {
  const defaultJobOptions = { removeOnComplete: true, removeOnFail: true, attempts: 1 };
  if (address.kind === 'redis') {
    setDefaultBackendFactory();
    return { connection: redisConnection(address.url), prefix: PREFIX, defaultJobOptions };
  }
  const workers = workStageNames.length;
  const { factory, connection } = await openPostgresQueue(address.url, {
    workers,
    users: 2 * workers,
    onError,
  });
  setDefaultBackendFactory(factory);
  return { connection, defaultJobOptions };
}
