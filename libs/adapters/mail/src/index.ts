export { openMailer } from './open-mailer';
export { OutboxMailer } from './outbox-mailer.adapter';
export { SmtpMailer } from './smtp-mailer.adapter';
