import { databaseOf, type Database } from '@evenhand/adapters/database';
import { Clock, done, Mailer, type Outcome } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';

/**
 * Sends letters of the outbox. A letter whose worker is killed between sending and noting it is sent once more: better
 * twice than never.
 */
@Injectable()
export class Delivery {
  constructor(
    @Inject(databaseOf('worker')) private readonly database: Database<'worker'>,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  /** @throws MailUnavailable, MailRefused */
  async run(mailId: string): Promise<Outcome> {
    const mail = await this.database.mail.findUnique({
      where: { id: mailId },
      select: { recipient: true, subject: true, text: true, sentAt: true },
    });
    if (!mail || mail.sentAt || !this.mailer.sends()) return done;
    await this.mailer.send({ to: mail.recipient, subject: mail.subject, text: mail.text });
    await this.database.mail.updateMany({
      where: { id: mailId },
      data: { sentAt: new Date(this.clock.now()) },
    });
    return done;
  }
}
