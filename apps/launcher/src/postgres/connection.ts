import { realpathSync } from 'node:fs';

import pg from 'pg';

import { codeOf } from '../fault-code.ts';
import { SUPERUSER } from './cluster.ts';

/** What a knock at a port found. */
export type Answer = 'ours' | 'other' | 'wrong-password' | 'not-yet';

/** Connection string of the superuser. */
export function superuserUrl(port: number, password: string, database: string): string {
  return `postgresql://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Asks whether the server at a port is the one that works on this data directory, and takes the password. */
export async function knock(port: number, password: string, dataDirectory: string): Promise<Answer> {
  const client = new pg.Client({
    connectionString: superuserUrl(port, password, 'postgres'),
    connectionTimeoutMillis: 2000,
  });
  client.on('error', () => {}); // a server that goes away while we ask is an answer too: not yet
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return realpathSync(rows[0]?.data_directory ?? '') === realpathSync(dataDirectory) ? 'ours' : 'other';
  } catch (fault) {
    return codeOf(fault) === '28P01' ? 'wrong-password' : 'not-yet';
  } finally {
    await client.end().catch(() => {});
  }
}

/** Creates a database unless it is there. */
export async function ensureDatabase(port: number, password: string, database: string): Promise<void> {
  const client = new pg.Client(superuserUrl(port, password, 'postgres'));
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (!rowCount) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}
