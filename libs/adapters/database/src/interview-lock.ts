import type { PrismaClient } from './generated/client';

/**
 * One change of an interview at a time, whichever program makes it: waits for the lock and holds it until the transaction
 * ends.
 */
export async function lockInterview(
  tx: Pick<PrismaClient, '$executeRaw'>,
  interviewId: string,
): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${'evenhand.interview.' + interviewId}, 0))`;
}
