import { Trouble } from '@evenhand/domain';

/** Also said where the interview does not exist or is none of the asking person's business. */
export class PackBeforeReveal extends Trouble {
  override readonly code = 'not-revealed';
  override readonly retryable = false;

  constructor() {
    super('An evidence pack can be made once the interview is revealed.');
  }
}

export class EntryUnknown extends Trouble {
  override readonly code = 'not-found';
  override readonly retryable = false;

  constructor() {
    super('There is no such entry in the log.');
  }
}

/** No checkpoint covers it yet. */
export class NotSignedYet extends Trouble {
  override readonly code = 'log-not-signed';
  override readonly retryable = true;

  constructor() {
    super('No checkpoint covers this yet. One is signed every minute when something is new; try again then.');
  }
}

/** Somebody saw more of the log than there is: the database is an older copy, or another log. */
export class LogShorter extends Trouble {
  override readonly code = 'log-shorter';
  override readonly retryable = false;

  constructor(seen: number, size: number) {
    super(
      `You saw a checkpoint over ${seen} entries and the last one covers only ${size}. Keep yours: it shows that something was taken back.`,
    );
  }
}

export class CheckpointUnknown extends Trouble {
  override readonly code = 'not-found';
  override readonly retryable = false;

  constructor(size: number) {
    super(
      `There is no checkpoint over ${size} entries. Cosign the one that GET /api/ledger/checkpoint gives.`,
    );
  }
}

export class CosignatureRefused extends Trouble {
  override readonly code = 'cosignature-refused';
  override readonly retryable = false;

  constructor(reason: string) {
    super(`This is not taken for a cosignature: ${reason}.`);
  }
}
