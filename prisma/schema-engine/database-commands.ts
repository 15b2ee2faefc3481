import pg from 'pg';

/** Succeeds when the database answers. */
export async function canConnect(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.end();
}

/** Creates the database the connection string names, through the server's `postgres` database. */
export async function createDatabase(url: string): Promise<void> {
  const server = new URL(url);
  const database = decodeURIComponent(server.pathname.slice(1));
  server.pathname = '/postgres';
  const client = new pg.Client(server.href);
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}

/** The code under which the Prisma CLI knows a connection fault: no such database, wrong password, or no answer. */
export function prismaCodeOf(fault: unknown): string {
  const sqlState = fault instanceof Error && 'code' in fault ? fault.code : undefined;
  if (sqlState === '3D000') return 'P1003';
  if (sqlState === '28P01') return 'P1000';
  return 'P1001';
}
