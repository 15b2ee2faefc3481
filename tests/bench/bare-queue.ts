import { createPostgresBackend, Queue, Worker, withBackend, runMigrations } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

/** Where the bare queue lies. */
export type BareStore = { readonly postgres: string } | { readonly redis: string };

/** Jobs that do nothing, one worker, everything removed when done: the speed of the queue alone. */
export async function bareJobsPerSecond(
  store: BareStore,
  { jobs, sideBySide }: { jobs: number; sideBySide: number },
): Promise<number> {
  const { queue, worker, close } =
    'redis' in store ? inRedis(store.redis, sideBySide) : await inPostgres(store.postgres, sideBySide);
  const options = { removeOnComplete: true, removeOnFail: true };
  const all = Array.from({ length: jobs }, (_, n) => ({
    name: 'bare',
    data: { n },
    opts: { ...options, jobId: `bare-${n}` },
  }));
  await queue.addBulk(all);
  const start = performance.now();
  await new Promise<void>((resolve, reject) => {
    let done = 0;
    worker.on('completed', () => {
      done += 1;
      if (done === jobs) resolve();
    });
    worker.on('error', reject);
    worker.run().catch(reject);
  });
  const seconds = (performance.now() - start) / 1000;
  await close();
  return jobs / seconds;
}

interface Bare {
  readonly queue: { addBulk: Queue['addBulk'] };
  readonly worker: Pick<Worker, 'run'> & {
    on(event: 'completed' | 'error', listener: (...given: never[]) => void): unknown;
  };
  close(): Promise<void>;
}

const nothing = () => Promise.resolve();

function inRedis(url: string, concurrency: number): Bare {
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  const queue = new Queue('bare', { connection });
  const worker = new Worker('bare', nothing, { connection, concurrency, autorun: false });
  return {
    queue,
    worker,
    close: async () => {
      await worker.close();
      await queue.close();
      connection.disconnect();
    },
  };
}

async function inPostgres(url: string, concurrency: number): Promise<Bare> {
  const schema = 'bare';
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await runMigrations(client, schema);
  const { Queue: PgQueue, Worker: PgWorker } = withBackend(createPostgresBackend);
  const connection = { connectionString: url, schema, max: concurrency + 4 };
  const queue = new PgQueue('bare', { connection });
  const worker = new PgWorker('bare', nothing, { connection, concurrency, autorun: false });
  return {
    queue,
    worker,
    close: async () => {
      await worker.close();
      await queue.close();
      await client.query(`DROP SCHEMA ${schema} CASCADE`);
      await client.end();
    },
  };
}
