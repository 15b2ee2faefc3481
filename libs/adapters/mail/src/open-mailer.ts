import type { Mailer } from '@evenhand/domain';
import { OutboxMailer } from './outbox-mailer.adapter';
import { SmtpMailer } from './smtp-mailer.adapter';

/** The mailer that the settings name: SMTP with an address, the outbox alone without. */
export function openMailer(settings: {
  readonly SMTP_URL?: string | undefined;
  readonly MAIL_FROM: string;
}): Mailer {
  return settings.SMTP_URL === undefined
    ? new OutboxMailer()
    : new SmtpMailer(settings.SMTP_URL, settings.MAIL_FROM);
}
