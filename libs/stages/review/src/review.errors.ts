import { Trouble, type RatingKey } from '@evenhand/domain';

/** No such packet for this reviewer. Says the same whether it never existed, is somebody else's or was taken back. */
export class PacketNotFound extends Trouble {
  readonly code = 'not-found';
  readonly retryable = false;
  constructor() {
    super('There is no such packet in your queue. Go back to the queue to see what is there.');
  }
}

/** Ratings are missing, unknown or given twice. */
export class ScorecardIncomplete extends Trouble {
  readonly code = 'scorecard-incomplete';
  readonly retryable = false;
  readonly fields: { path: string; message: string }[];
  constructor(missing: readonly RatingKey[], unknown: readonly RatingKey[]) {
    super('Rate every criterion, or choose “cannot judge”, before you lock the scorecard.');
    const say = (message: string) => (key: RatingKey) => ({
      path: `${key.questionId}.${key.criterionId}`,
      message,
    });
    this.fields = [
      ...missing.map(say('This rating is missing.')),
      ...unknown.map(say('This rating is not asked for, or was given twice.')),
    ];
  }
}

/** The first scorecard is final. */
export class ScorecardAlreadyLocked extends Trouble {
  readonly code = 'scorecard-locked';
  readonly retryable = false;
  constructor() {
    super('This scorecard is locked and can no longer be changed.');
  }
}

/** No checkpoint yet, so nothing says that what is sealed was sealed before. */
export class LogNotSigned extends Trouble {
  readonly code = 'log-not-signed';
  readonly retryable = true;
  constructor() {
    super('The log has no checkpoint yet. Start the revealer, which signs it, and try again in a moment.');
  }
}

/** Digest and content differ: changed on the way, or another canonical form. */
export class ScorecardDigestWrong extends Trouble {
  readonly code = 'scorecard-digest-wrong';
  readonly retryable = false;
  constructor() {
    super('The digest does not fit the ratings as they arrived. Sign them again and send both together.');
  }
}

/** Nobody has this key, or somebody else has. Says the same in both cases. */
export class KeyNotEnrolled extends Trouble {
  readonly code = 'key-not-enrolled';
  readonly retryable = false;
  constructor() {
    super(
      'The key that signed this scorecard is not enrolled for your account. Enrol it, or sign with one that is.',
    );
  }
}

/** A key signs nothing any more once it is retired. */
export class SigningKeyRetired extends Trouble {
  readonly code = 'key-retired';
  readonly retryable = false;
  constructor() {
    super(
      'The key that signed this scorecard was retired. Enrol a new one and sign again; your ratings are kept.',
    );
  }
}

export class SignatureWrong extends Trouble {
  readonly code = 'signature-wrong';
  readonly retryable = false;
  constructor() {
    super(
      'The signature does not fit this scorecard. Sign its digest, this packet and its root, and send it again.',
    );
  }
}

/** Signed over a log that did not hold the seal yet, or over none that this log ever was. */
export class RootStale extends Trouble {
  readonly code = 'root-stale';
  readonly retryable = false;
  constructor() {
    super(
      'The log has gone on since this was signed. Fetch the packet again and sign over the root it names.',
    );
  }
}
