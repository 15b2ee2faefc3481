import { randomUUID } from 'node:crypto';

import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';

import { carryCharColumns, recognisingCharColumns } from './char-columns.ts';

/**
 * The PostgreSQL connection that Prisma's schema engine works through.
 *
 * It is `@prisma/adapter-pg` with three faults of version 7.10 worked round, each of which only migrations meet:
 * it rejects the catalogue's `"char"` columns, it cuts scripts at every semicolon, and its shadow database is dropped
 * while connections to it are still open.
 */
export class MigrationAdapterFactory implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres';
  readonly adapterName = '@prisma/adapter-pg';
  readonly #connection: pg.PoolConfig;

  constructor(url: string) {
    const { hostname, port, username, password, pathname, searchParams } = new URL(url);
    const encrypted = ['require', 'verify-ca', 'verify-full'].includes(searchParams.get('sslmode') ?? '');
    this.#connection = {
      host: hostname,
      port: Number(port || 5432),
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      database: decodeURIComponent(pathname.slice(1)),
      max: 4,
      ...(encrypted ? { ssl: true } : {}),
    };
  }

  async connect(): Promise<SqlDriverAdapter> {
    return connectTo(this.#connection);
  }

  /** An empty database in which the engine replays the migrations; it is dropped when the adapter is disposed. */
  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    const database = `prisma_migrate_shadow_db_${randomUUID()}`;
    const admin = new pg.Client(this.#connection);
    await admin.connect();
    await admin.query(`CREATE DATABASE "${database}" TEMPLATE template0`);

    const adapter = await connectTo({ ...this.#connection, database });
    const closePool = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      await closePool();
      await admin.query(`DROP DATABASE "${database}" WITH (FORCE)`);
      await admin.end();
    };
    return adapter;
  }
}

async function connectTo(connection: pg.PoolConfig): Promise<SqlDriverAdapter> {
  const pool = new pg.Pool(connection);
  pool.on('connect', carryCharColumns);
  const adapter: SqlDriverAdapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect();

  const startTransaction = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (isolation) => recognisingCharColumns(await startTransaction(isolation));
  adapter.executeScript = (script) => executeWhole(adapter, script);
  return recognisingCharColumns(adapter);
}

/**
 * Sends a script in one piece, as the native engine does: PostgreSQL splits it itself, so `DO $$ … $$` survives, and
 * runs it as one transaction. (A query without arguments travels by the simple protocol, which allows many statements.)
 */
async function executeWhole(adapter: SqlDriverAdapter, script: string): Promise<void> {
  await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
}
