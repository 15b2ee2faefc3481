import { writeEntry, type Database } from '@evenhand/adapters/database';
import type { Chance, Clock } from '@evenhand/domain';
import { digestOf } from '@evenhand/ledger';
import { defaultNotices } from './notice-texts';

/**
 * Publishes the default notices in every language that has none yet; what compliance officers published stays. May be
 * called at every start, by several programs at once.
 */
export async function ensureNotices(
  database: Database<'compliance'>,
  clock: Clock,
  chance: Chance,
): Promise<void> {
  await database.inTransaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('evenhand.notices', 0))`;
    const published = await tx.notice.findMany({ select: { language: true }, distinct: ['language'] });
    const languages = new Set(published.map((notice) => notice.language));
    for (const { language, text } of defaultNotices) {
      if (languages.has(language)) continue;
      const now = clock.now();
      const id = chance.uuid();
      const textHash = digestOf(text);
      await tx.notice.create({
        data: { id, version: 1, language, text, textHash, publishedAt: new Date(now) },
      });
      const entry = {
        v: 1,
        type: 'notice-published',
        notice: id,
        version: 1,
        language,
        text: textHash,
      } as const;
      await writeEntry(tx, entry, chance.uuid(), now);
    }
  });
}
