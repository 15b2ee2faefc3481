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
