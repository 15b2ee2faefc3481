import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client';
import type { DatabaseRole, roleTables } from './rooms';

type TablesOf<R extends DatabaseRole> = (typeof roleTables)[R][number];
type RawQueries = Pick<PrismaClient, '$queryRaw' | '$executeRaw'>;

/** The tables and raw queries of one role, inside a transaction. */
export type Transaction<R extends DatabaseRole> = Pick<PrismaClient, TablesOf<R>> & RawQueries;

/**
 * The database as one role sees it. Other tables are missing from the type, and PostgreSQL refuses them (SQLSTATE 42501).
 * Rows that a role may add but not read are written with `createMany`, which asks for nothing back.
 */
export type Database<R extends DatabaseRole> = Transaction<R> & {
  /** Runs the work in one transaction; any error rolls it back. */
  inTransaction<T>(work: (tx: Transaction<R>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/**
 * Opens the database as a role.
 *
 * @param url connection string of that role, setting DATABASE_URL_<ROLE>
 * @param connections upper bound of the pool
 */
export function openDatabase<R extends DatabaseRole>(role: R, url: string, connections = 8): Database<R> {
  const adapter = new PrismaPg({
    connectionString: url,
    max: connections,
    application_name: `evenhand ${role}`,
  });
  const prisma = new PrismaClient({ adapter });
  return Object.assign(prisma, {
    inTransaction: <T>(work: (tx: Transaction<R>) => Promise<T>): Promise<T> =>
      prisma.$transaction((tx) => work(tx as unknown as Transaction<R>), {
        timeout: 30_000,
        maxWait: 15_000,
      }),
    close: () => prisma.$disconnect(),
  });
}
