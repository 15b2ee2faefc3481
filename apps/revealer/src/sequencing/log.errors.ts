import { Trouble } from '@evenhand/domain';

/** The file is there and holds no signing key. */
export class LogKeyUnreadable extends Trouble {
  readonly code = 'log-key-unreadable';
  readonly retryable = false;
  constructor(file: string) {
    super(
      `The key file ${file} is not what the revealer wrote. Bring back a copy of it; checkpoints by a new key are those of another log.`,
    );
  }
}

/** What is stored of the log is not what was signed of it, or is not whole. Nothing more may be signed. */
export class LogDamaged extends Trouble {
  readonly code = 'log-damaged';
  readonly retryable = false;
  constructor(where: string, reason: string) {
    super(`The log is not what it was: ${where} ${reason}. Nothing is signed until somebody has looked.`);
  }
}
