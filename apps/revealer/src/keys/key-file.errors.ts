import { Trouble } from '@evenhand/domain';

/** Others could read the private key. */
export class KeyFileOpenToOthers extends Trouble {
  readonly code = 'key-file-open-to-others';
  readonly retryable = false;
  constructor(file: string) {
    super(`The key file ${file} can be read or written by other accounts. Run: chmod 600 ${file}`);
  }
}

/** The file is there and holds no keys. */
export class KeyFileUnreadable extends Trouble {
  readonly code = 'key-file-unreadable';
  readonly retryable = false;
  constructor(file: string, options?: { cause?: unknown }) {
    super(
      `The key file ${file} is not what the revealer wrote. Bring back a copy of it; a new one opens none of the old seals.`,
      options,
    );
  }
}
