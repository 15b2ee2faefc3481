import type { BackendFactory, ConnectionOptions, PgPool, PgQueryable, PgQueryResult } from 'bullmq';
import { PostgresConnection, PostgresQueueBackend, runMigrations } from 'bullmq';
import pg from 'pg';

/** The schema of BullMQ's own tables; Prisma never touches it. */
export const QUEUE_SCHEMA = 'queue';

/** Given a ready-made pool, BullMQ looks for its tables in the schema `bullmq` only; ours lie elsewhere. */
class SharedPoolConnection extends PostgresConnection {
  override readonly schema = QUEUE_SCHEMA;
}

/** Each queue and worker gets a backend of its own on the one pool. */
const backendOnSharedPool: BackendFactory<PostgresQueueBackend, PgPool> = (
  name,
  options,
  { withBlockingConnection } = {},
) => {
  const connection = new SharedPoolConnection(options.connection);
  return new PostgresQueueBackend(connection, name, options, true, withBlockingConnection ? name : undefined);
};

/**
 * Brings BullMQ's tables up to date and opens one pool for all queues and workers of the process. It closes with the
 * last of them.
 *
 * @param workers each keeps one connection for LISTEN; the other four serve queries. With fewer, workers wait for each
 * other without a word.
 * @param users queues and workers together
 */
export async function openPostgresQueue(
  url: string,
  { workers, users, onError }: { workers: number; users: number; onError: (error: Error) => void },
): Promise<{ factory: BackendFactory<PostgresQueueBackend, PgPool>; connection: ConnectionOptions }> {
  const pool = new pg.Pool({
    connectionString: url,
    options: `-c search_path=${QUEUE_SCHEMA}`,
    application_name: 'evenhand queue',
    max: workers + 4,
    // A connection that died without a word is noticed in seconds instead of hours.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  pool.setMaxListeners(users + 2);
  pool.on('error', onError);
  await migrate(pool);

  let open = 0;
  const factory: BackendFactory<PostgresQueueBackend, PgPool> = (name, options, how) => {
    const backend = backendOnSharedPool(name, options, how);
    open += 1;
    backend.once('close', () => {
      open -= 1;
      if (open === 0) pool.end().catch(onError);
    });
    return backend;
  };
  return { factory, connection: pool as unknown as ConnectionOptions };
}

async function migrate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ exists: boolean }>(
      'SELECT to_regnamespace($1) IS NOT NULL AS exists',
      [QUEUE_SCHEMA],
    );
    const exists = rows[0]?.exists === true;
    // CREATE SCHEMA IF NOT EXISTS needs the right to create schemas even when there is nothing to create, and the
    // worker's role has no such right.
    const withoutCreatingSchema: PgQueryable = {
      query: <R>(text: string, params?: readonly unknown[]): Promise<PgQueryResult<R>> =>
        exists && text.startsWith('CREATE SCHEMA')
          ? Promise.resolve({ rows: [] })
          : client.query<R & pg.QueryResultRow>(text, params && [...params]),
    };
    await runMigrations(withoutCreatingSchema, QUEUE_SCHEMA);
  } finally {
    client.release();
  }
}
