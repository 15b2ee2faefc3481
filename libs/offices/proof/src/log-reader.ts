import { databaseOf, type Database } from '@evenhand/adapters/database';
import { LogEntry, type LedgerEntries } from '@evenhand/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { sentenceOf } from './entry-sentence';

/** Reads the log in the order in which entries were written. */
@Injectable()
export class LogReader {
  constructor(@Inject(databaseOf('compliance')) private readonly database: Database<'compliance'>) {}

  /**
   * @param from lowest position to show
   * @param limit most entries
   */
  async read(from: number, limit: number): Promise<LedgerEntries> {
    const found = await this.database.pendingEntry.findMany({
      where: { position: { gte: from } },
      orderBy: { position: 'asc' },
      take: limit + 1,
      include: { leaf: true },
    });
    const extra = found[limit];
    return {
      entries: found.slice(0, limit).map((row) => ({
        position: Number(row.position),
        id: row.id,
        type: row.type,
        index: row.leaf === null ? null : Number(row.leaf.index),
        entry: row.entry,
        recordedAt: row.createdAt.toISOString(),
        sentence: sentenceOf(LogEntry.parse(JSON.parse(row.entry))),
      })),
      next: extra === undefined ? null : Number(extra.position),
    };
  }
}
