import { setTimeout as wait } from 'node:timers/promises';

import pg from 'pg';

import { asOwner } from './screening-rows.ts';

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
  // The database may be taken away while a test that failed still holds its lock.
  owner.on('error', () => undefined);
  await owner.connect();
  await owner.query('BEGIN');
  await owner.query(statement, [...values]);
  const { rows } = await owner.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const ours = rows[0]?.pid ?? 0;
  return {
    reached: async (withinMs = 60_000) => {
      const deadline = performance.now() + withinMs;
      while (!(await waitsFor(ours))) {
        if (performance.now() > deadline) throw new Error(`The worker did not reach the lock: ${statement}`);
        await wait(25);
      }
    },
    release: async () => {
      await asOwner((other) => other.query(`SELECT pg_terminate_backend(pid) ${WAITING}`, [ours]));
      await owner.query('ROLLBACK');
      await owner.end();
    },
  };
}

/** Lets nobody write to a table. */
export const holdTable = (table: string): Promise<HeldLock> => hold(`LOCK TABLE ${table} IN SHARE MODE`);

/** The worker's sessions that wait for another one. */
const WAITING = `FROM pg_stat_activity
  WHERE datname = current_database() AND usename = 'evenhand_worker' AND $1 = ANY (pg_blocking_pids(pid))`;

/** Asked on a connection of its own: inside a transaction PostgreSQL shows the sessions as they were at first sight. */
const waitsFor = (ours: number): Promise<boolean> =>
  asOwner(async (other) => ((await other.query(`SELECT 1 ${WAITING}`, [ours])).rowCount ?? 0) > 0);
