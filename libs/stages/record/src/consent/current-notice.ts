import type { Transaction } from '@evenhand/adapters/database';

export interface Notice {
  readonly id: string;
  readonly version: number;
  readonly language: string;
  readonly text: string;
  readonly textHash: string;
}

/** Spoken where neither the wanted language nor a wider one has a notice. */
const fallback = 'en';

/**
 * The newest notice in a language; in a wider one (es for es-MX) or in English where there is none.
 *
 * @param language BCP 47
 * @throws Error when no notice was ever published: `ensureNotices` runs before the first request
 */
export async function currentNotice(
  source: Pick<Transaction<'portal'>, 'notice'>,
  language: string,
): Promise<Notice> {
  const wanted = language.toLowerCase();
  const candidates = [wanted, wanted.split('-')[0] ?? wanted, fallback];
  const notices = await source.notice.findMany({
    where: { language: { in: candidates, mode: 'insensitive' } },
    orderBy: { version: 'desc' },
  });
  for (const candidate of candidates) {
    const notice = notices.find((one) => one.language.toLowerCase() === candidate);
    if (notice) return notice;
  }
  throw new Error('No notice is published.');
}
