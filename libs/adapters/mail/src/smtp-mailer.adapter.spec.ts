import { mailerConformance } from '@evenhand/domain/testing';
import { startFakeSmtp, type FakeSmtp } from '../../../../tests/support/smtp-server';
import { openMailer } from './open-mailer';
import { OutboxMailer } from './outbox-mailer.adapter';
import { SmtpMailer } from './smtp-mailer.adapter';

let server: FakeSmtp;
beforeAll(async () => {
  server = await startFakeSmtp();
});
afterAll(() => server.stop());

const from = 'Evenhand <no-reply@localhost>';
const letter = { to: 'robin@example.org', subject: 'Hello', text: 'Hello.' };

mailerConformance('SmtpMailer', () =>
  Promise.resolve({ mailer: new SmtpMailer(server.url, from), arrived: () => server.arrived }),
);

describe('SmtpMailer', () => {
  it.each(['450 mailbox busy', '451 later please', '421 closing'])(
    'tries again later after %s',
    async (reply) => {
      server.refuse(reply);
      await expect(new SmtpMailer(server.url, from).send(letter)).rejects.toMatchObject({
        code: 'mail-unavailable',
        retryable: true,
      });
    },
  );

  it('gives up when the address is refused', async () => {
    server.refuse('550 no such mailbox');
    await expect(new SmtpMailer(server.url, from).send(letter)).rejects.toMatchObject({
      code: 'mail-refused',
      retryable: false,
    });
  });

  it('tries again later when nobody listens', async () => {
    await expect(new SmtpMailer('smtp://127.0.0.1:1', from).send(letter)).rejects.toMatchObject({
      code: 'mail-unavailable',
    });
  });
});

describe('the settings', () => {
  it('leave letters in the outbox without SMTP_URL', () => {
    const mailer = openMailer({ MAIL_FROM: from });
    expect(mailer).toBeInstanceOf(OutboxMailer);
    expect(mailer.sends()).toBe(false);
    expect(openMailer({ SMTP_URL: server.url, MAIL_FROM: from }).sends()).toBe(true);
  });
});
