import { Trouble } from '../trouble/trouble.errors';

/** Bytes cannot be written or read now: a full disk, missing rights, a lost connection. */
export class StorageUnavailable extends Trouble {
  readonly code = 'storage-unavailable';
  readonly retryable = true;

  constructor(sentence = 'The storage cannot be reached at the moment.', options?: { cause?: unknown }) {
    super(sentence, options);
  }
}

/** Nothing lies under the key. */
export class NothingStored extends Trouble {
  readonly code = 'not-found';
  readonly retryable = false;

  constructor(options?: { cause?: unknown }) {
    super('This file is no longer stored.', options);
  }
}

/** A key that was not made by `newStorageKey`: it could lead out of the storage. */
export class StorageKeyRefused extends Trouble {
  readonly code = 'internal';
  readonly retryable = false;

  constructor() {
    super('This is no key of the storage.');
  }
}
