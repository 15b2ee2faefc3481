import { Trouble } from '@evenhand/domain';

/** No such take in this interview. Says the same whether it never existed or is somebody else's. */
export class TakeUnknown extends Trouble {
  readonly code = 'not-found';
  readonly retryable = false;

  constructor() {
    super('There is no such recording in this interview.');
  }
}

export class NoTakesLeft extends Trouble {
  readonly code = 'no-takes-left';
  readonly retryable = false;

  constructor() {
    super('All takes for this question are used. Choose one of those you have.');
  }
}

/** Recordings under way keep their place, so that two tabs cannot record more than is allowed. */
export class TakeStillOpen extends Trouble {
  readonly code = 'take-open';
  readonly retryable = false;

  constructor() {
    super(
      'Another recording is still under way, perhaps in another tab or from before. Finish it or discard it first.',
    );
  }
}

/** The take is over: its bytes are complete, or it was refused or discarded. */
export class TakeClosed extends Trouble {
  readonly code = 'take-closed';
  readonly retryable = false;

  constructor() {
    super('This recording can no longer change.');
  }
}

/** Discarding the only recording with no take left would make the interview impossible to finish. */
export class TakeNeeded extends Trouble {
  readonly code = 'take-needed';
  readonly retryable = false;

  constructor() {
    super(
      'This is your only recording for the question and no further take is left, so it cannot be discarded.',
    );
  }
}

export class UploadIncomplete extends Trouble {
  readonly code = 'upload-incomplete';
  readonly retryable = true;

  constructor(arrived: number, expected: number) {
    super(`${arrived} of ${expected} bytes have arrived. Send the rest, then finish again.`);
  }
}

/** What arrived is not what was recorded. It is kept. */
export class DigestMismatch extends Trouble {
  readonly code = 'digest-mismatch';
  readonly retryable = false;

  constructor() {
    super(
      'What arrived differs from what was recorded. Nothing was thrown away: discard this take and send it again.',
    );
  }
}

/** Nothing was recorded. */
export class EmptyRecording extends Trouble {
  readonly code = 'empty-file';
  readonly retryable = false;

  constructor() {
    super('The recording is empty. Discard it and record again; this does not use up a take.');
  }
}
