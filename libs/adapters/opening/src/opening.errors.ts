import { Trouble } from '@evenhand/domain';

/** The seal was made to a key that is not in the key file: without that key nobody can open it. */
export class KeyMissing extends Trouble {
  readonly code = 'seal-key-missing';
  readonly retryable = false;
  constructor() {
    super(
      'This seal was made to a key that the revealer does not have. Bring back the key file it was made with.',
    );
  }
}

/** What lies in the seal is not what was committed to, or the seal belongs to something else, or it was changed. */
export class SealBroken extends Trouble {
  readonly code = 'seal-broken';
  readonly retryable = false;
  constructor(options?: { cause?: unknown }) {
    super('This seal does not hold what was committed to. It stays closed.', options);
  }
}
