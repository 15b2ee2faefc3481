/*
 * A worker to be killed: it takes one job, says so and never ends it. Node runs this file as it is.
 * Arguments: kind of store, address, schema or prefix, queue.
 */
import { createPostgresBackend, withBackend, Worker } from 'bullmq';

const [, , kind, address = '', place = '', queue = ''] = process.argv;

const hold = async (): Promise<void> => {
  process.stdout.write('held\n');
  await new Promise<void>(() => undefined);
};

// Short, so that the test need not wait long for the abandoned job to be noticed.
const patience = { lockDuration: 1_000, stalledInterval: 1_000 };

if (kind === 'redis') {
  const { hostname, port } = new URL(address);
  const connection = { host: hostname, port: Number(port), maxRetriesPerRequest: null };
  new Worker(queue, hold, { connection, prefix: place, ...patience });
} else {
  const { Worker: PostgresWorker } = withBackend(createPostgresBackend);
  new PostgresWorker(queue, hold, { connection: { connectionString: address, schema: place }, ...patience });
}
