import { Trouble } from '../trouble/trouble.errors';

/** The mail server cannot take a letter now. */
export class MailUnavailable extends Trouble {
  readonly code = 'mail-unavailable';
  readonly retryable = true;

  constructor(options?: { cause?: unknown }) {
    super('The mail server cannot take letters at the moment. Sending is tried again by itself.', options);
  }
}

/** The mail server will not take this letter, however often it is sent. */
export class MailRefused extends Trouble {
  readonly code = 'mail-refused';
  readonly retryable = false;

  constructor(options?: { cause?: unknown }) {
    super('The mail server refuses this letter. Check the address it goes to, and SMTP_URL.', options);
  }
}
