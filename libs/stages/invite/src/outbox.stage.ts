import { databaseOf, type Database } from '@evenhand/adapters/database';
import type { OutboxPage, PageQuery } from '@evenhand/contracts';
import { SETTINGS, type Settings } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import { olderThan, pageOf, placeOf } from './cursor';

/** Mail that was or would be sent. Texts are shown in the demo only: they carry personal links and names. */
@Injectable()
export class OutboxStage {
  constructor(
    @Inject(databaseOf('staff')) private readonly database: Database<'staff'>,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * Mail about the requisitions a person recruits for, newest first.
   *
   * @param everything also mail about other requisitions and about none, for administrators
   */
  async list(query: PageQuery, personId: string, everything: boolean): Promise<OutboxPage> {
    const own = await this.database.member.findMany({
      where: { userId: personId, duty: 'recruiter' },
      select: { requisitionId: true },
    });
    const found = await this.database.mail.findMany({
      where: {
        ...(everything ? {} : { requisitionId: { in: own.map(({ requisitionId }) => requisitionId) } }),
        ...olderThan(placeOf(query.cursor)),
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: query.limit + 1,
    });
    const { rows, next } = pageOf(
      found.map((mail) => ({ ...mail, at: mail.createdAt })),
      query.limit,
    );
    const open = this.settings.EVENHAND_MODE === 'demo';
    return {
      rows: rows.map(({ id, kind, recipient, createdAt, sentAt, subject, text }) => ({
        id,
        kind,
        recipient,
        createdAt: createdAt.toISOString(),
        sentAt: sentAt?.toISOString() ?? null,
        subject: open ? subject : null,
        text: open ? text : null,
      })),
      next,
      sends: this.settings.SMTP_URL !== undefined,
    };
  }
}
