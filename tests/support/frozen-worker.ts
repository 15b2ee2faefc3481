import { setTimeout as wait } from 'node:timers/promises';

import pg from 'pg';

/*
 * Stops the worker exactly between two of its writes, without a hook in the product: the test holds a lock on what comes
 * next, and PostgreSQL tells when the worker waits for it.
 */

/** A lock held by the test until it is released. */
export interface HeldLock {
  /** Resolves when the worker waits for the lock. */
  reached(withinMs?: number): Promise<void>;
  /** Ends the sessions of a worker that was killed while it waited, so that nothing of it goes on, and lets go. */
  release(): Promise<void>;
}

/** Holds whatever a statement locks, for example a table or a row. */
export async function hold(statement: string, values: readonly unknown[] = []): Promise<HeldLock> {
  const owner = new pg.Client(process.env['DATABASE_URL']);
  await owner.connect();
  await owner.query('BEGIN');
  await owner.query(statement, [...values]);
  const { rows } = await owner.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const ours = rows[0]?.pid ?? 0;
  return {
    reached: async (withinMs = 60_000) => {
      const deadline = performance.now() + withinMs;
      while (!(await waitsForUs(owner, ours))) {
        if (performance.now() > deadline) throw new Error(`The worker did not reach the lock: ${statement}`);
        await wait(25);
      }
    },
    release: async () => {
      await owner.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND usename = 'evenhand_worker' AND $1 = ANY (pg_blocking_pids(pid))`,
        [ours],
      );
      await owner.query('ROLLBACK');
      await owner.end();
    },
  };
}

/** Lets nobody write to a table. */
export const holdTable = (table: string): Promise<HeldLock> => hold(`LOCK TABLE ${table} IN SHARE MODE`);

async function waitsForUs(owner: pg.Client, ours: number): Promise<boolean> {
  const { rowCount } = await owner.query(
    `SELECT 1 FROM pg_stat_activity
     WHERE datname = current_database() AND usename = 'evenhand_worker' AND $1 = ANY (pg_blocking_pids(pid))`,
    [ours],
  );
  return (rowCount ?? 0) > 0;
}
