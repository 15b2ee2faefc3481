import type { PrismaClient } from './generated/client';

/**
 * Holds a reviewer's key as it is until the transaction ends: what is signed with it is in the log before its retirement,
 * or is refused after it. Any number of scorecards may hold it side by side.
 */
export async function holdKey(tx: Pick<PrismaClient, '$executeRaw'>, key: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${'evenhand.key.' + key}, 0))`;
}

/** Waits until no scorecard holds the key, and keeps others out until the transaction ends. */
export async function lockKey(tx: Pick<PrismaClient, '$executeRaw'>, key: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${'evenhand.key.' + key}, 0))`;
}
