export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends mail. Without SMTP nothing is sent and the outbox shows what would have been. */
export abstract class Mailer {
  /** False: letters stay in the outbox. */
  abstract sends(): boolean;
  abstract send(letter: Letter): Promise<void>;
}
