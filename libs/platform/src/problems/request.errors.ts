import { Trouble } from '@evenhand/domain';

/** One wrong input: where it stands and what to do about it. */
export interface WrongField {
  readonly path: string;
  readonly message: string;
  /** Row of a list or file, counted from 1. */
  readonly row?: number;
}

/** Errors that point at single inputs. */
export interface NamesFields {
  readonly fields: readonly WrongField[];
}

export const namesFields = (error: unknown): error is NamesFields =>
  error instanceof Trouble && 'fields' in error && Array.isArray(error.fields);

export class InvalidInput extends Trouble implements NamesFields {
  override readonly code = 'invalid-input';
  override readonly retryable = false;

  constructor(readonly fields: readonly WrongField[]) {
    super('Some of what was sent is wrong. Nothing was changed.');
  }
}

export class NotSignedIn extends Trouble {
  override readonly code = 'not-signed-in';
  override readonly retryable = false;

  constructor() {
    super('Sign in first.');
  }
}

export class NotAllowed extends Trouble {
  override readonly code = 'not-allowed';
  override readonly retryable = false;

  constructor(sentence = 'Your roles do not allow this.') {
    super(sentence);
  }
}

export class NotFound extends Trouble {
  override readonly code = 'not-found';
  override readonly retryable = false;

  constructor(sentence = 'There is nothing at this address.') {
    super(sentence);
  }
}

export class ForeignOrigin extends Trouble {
  override readonly code = 'foreign-origin';
  override readonly retryable = false;

  constructor() {
    super('This request came from another website and was refused.');
  }
}

export class TooManyRequests extends Trouble {
  override readonly code = 'too-many-requests';
  override readonly retryable = true;

  constructor(waitMs: number) {
    super('That was often in a short time. Wait a minute and try again.', { waitMs });
  }
}
