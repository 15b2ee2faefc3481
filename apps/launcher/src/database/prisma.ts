import { readdirSync } from 'node:fs';

import pg from 'pg';

import { mustRun } from '../processes/command.ts';
import { inProject } from '../workspace.ts';

const PRISMA = inProject('node_modules/prisma/build/index.js');

/** Generates the typed database client from the models. */
export async function generateClient(): Promise<void> {
  await mustRun('Generating the database client', PRISMA, ['generate']);
}

/**
 * Applies the migrations this database does not have yet.
 * @returns their names
 */
export async function migrate(url: string): Promise<string[]> {
  const pending = await pendingMigrations(url);
  if (pending.length > 0) {
    await mustRun('Migrating the database', PRISMA, ['migrate', 'deploy'], {
      environment: { DATABASE_URL: url },
    });
  }
  return pending;
}

/** Asked of the table Prisma keeps, because starting Prisma only to hear "nothing to do" takes longer than a start should. */
async function pendingMigrations(url: string): Promise<string[]> {
  const all = readdirSync(inProject('prisma/migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const applied = new Set(await appliedMigrations(url));
  return all.filter((name) => !applied.has(name));
}

async function appliedMigrations(url: string): Promise<string[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const table = await client.query<{ found: boolean }>(
      `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS found`,
    );
    if (!table.rows[0]?.found) return [];
    const { rows } = await client.query<{ migration_name: string }>(
      'SELECT migration_name FROM public._prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    return rows.map(({ migration_name }) => migration_name);
  } finally {
    await client.end();
  }
}
