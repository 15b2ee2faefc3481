import { Mailer, MailRefused, MailUnavailable } from '@evenhand/domain';
import type { Letter } from '@evenhand/domain';
import { createTransport, type Transporter } from 'nodemailer';

/** Sends letters by SMTP, plain text only. */
export class SmtpMailer extends Mailer {
  private readonly transport: Transporter;

  /**
   * @param url smtp: or smtps: with name and password where needed
   * @param from name and address the letters come from
   */
  constructor(
    url: string,
    private readonly from: string,
  ) {
    super();
    this.transport = createTransport({
      url,
      connectionTimeout: 20_000,
      greetingTimeout: 20_000,
      socketTimeout: 60_000,
      // A letter is its text; nothing in it may make us read a file or fetch an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  override sends(): boolean {
    return true;
  }

  override async send({ to, subject, text }: Letter): Promise<void> {
    try {
      await this.transport.sendMail({ from: this.from, to: { name: '', address: to }, subject, text });
    } catch (error) {
      throw refusedForGood(error) ? new MailRefused({ cause: error }) : new MailUnavailable({ cause: error });
    }
  }
}

/** A wrong password or a 5yz reply stays; 503 only says that the session was in the wrong state (RFC 5321, 4.2.1). */
function refusedForGood(error: unknown): boolean {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  if (typeof responseCode === 'number')
    return responseCode >= 500 && responseCode < 600 && responseCode !== 503;
  return code === 'EAUTH' || code === 'ENOAUTH' || code === 'EENVELOPE' || code === 'ECONFIG';
}
