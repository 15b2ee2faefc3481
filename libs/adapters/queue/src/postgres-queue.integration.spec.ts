import { asOwner } from '../../../../tests/support/screening-rows';
import { QUEUE_SCHEMA } from './postgres-queue.adapter';
import { queueConformance } from './queue.conformance';

describe('the queue in PostgreSQL, as the worker’s role', () => {
  queueConformance(async () => ({
    address: { kind: 'postgres', url: process.env['DATABASE_URL_WORKER'] ?? '' },
    place: QUEUE_SCHEMA,
    empty: emptyQueue,
    cut: cutConnections,
  }));
});

/** Everything but the list of migrations, which says that the tables are there. */
async function emptyQueue(): Promise<void> {
  await asOwner(async (owner) => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = $1 AND tablename <> 'migration'`,
      [QUEUE_SCHEMA],
    );
    if (rows.length > 0) await owner.query(`TRUNCATE ${rows.map(({ name }) => name).join(', ')}`);
  });
}

async function cutConnections(): Promise<void> {
  await asOwner((owner) =>
    owner.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    ),
  );
}
