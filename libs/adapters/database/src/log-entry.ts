import { LogEntry } from '@evenhand/contracts';
import { canonicalJson } from '@evenhand/ledger';
import type { PrismaClient } from './generated/client';

/**
 * Adds a log entry in the caller's transaction: the row and its entry stand or fall together. Every role may add; the
 * statement asks for nothing back, since most roles may not read the log.
 *
 * @param id random id of the entry
 * @param now milliseconds since the epoch
 */
export async function writeEntry(
  tx: Pick<PrismaClient, '$executeRaw'>,
  entry: LogEntry,
  id: string,
  now: number,
): Promise<void> {
  const text = canonicalJson(LogEntry.parse(entry));
  await tx.$executeRaw`
    INSERT INTO ledger.pending (id, type, entry, created_at)
    VALUES (${id}::uuid, ${entry.type}, ${text}, ${new Date(now)})`;
}
