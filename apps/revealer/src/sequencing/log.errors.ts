import { Trouble } from '@evenhand/domain';

/** The file is there and holds no signing key. */
export class LogKeyUnreadable extends Trouble {
  readonly code = 'log-key-unreadable';
  readonly retryable = false;
  constructor(where: string) {
    super(
      `The key in ${where} is not what the revealer wrote. Bring back a copy of it; checkpoints by a new key are those of another log.`,
    );
  }
}
