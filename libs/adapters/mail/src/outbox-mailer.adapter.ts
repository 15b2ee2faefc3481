import { Mailer, MailUnavailable } from '@evenhand/domain';

/** Sends nothing: letters stay in the outbox, where staff can see them. */
export class OutboxMailer extends Mailer {
  override sends(): boolean {
    return false;
  }

  override send(): Promise<void> {
    return Promise.reject(new MailUnavailable());
  }
}
