import { Trouble } from '@evenhand/domain';

/** No such request, or somebody else's: it says the same. */
export class RequestUnknown extends Trouble {
  readonly code = 'not-found';
  readonly retryable = false;

  constructor() {
    super('There is no such request.');
  }
}

/** It was answered, or taken back. */
export class RequestAnswered extends Trouble {
  readonly code = 'request-answered';
  readonly retryable = false;

  constructor() {
    super('This request has its answer already, or was taken back. Reload it to see how it ended.');
  }
}

/** Nothing of a submitted or withdrawn interview changes any more. */
export class InterviewOver extends Trouble {
  readonly code = 'interview-closed';
  readonly retryable = false;

  constructor() {
    super('This interview is over, so nothing about it can be changed any more.');
  }
}

/** One answer at a time: a person reads every request. */
export class TooManyPending extends Trouble {
  readonly code = 'requests-pending';
  readonly retryable = false;

  constructor(most: number) {
    super(
      `${most} of your requests are waiting for an answer already. Wait for it, or take one back; meanwhile the clock is stopped.`,
    );
  }
}

/** Nobody has asked for details, or they were given. */
export class NothingAsked extends Trouble {
  readonly code = 'nothing-asked';
  readonly retryable = false;

  constructor() {
    super('Nothing was asked here. Please send no details of your health that nobody needs.');
  }
}

export class PauseNotGranted extends Trouble {
  readonly code = 'pause-not-granted';
  readonly retryable = false;

  constructor() {
    super(
      'No time for pauses is left. Ask for more if you need it: while your request waits, the clock is stopped.',
    );
  }
}

/** Two officers changed the policy at once. */
export class PolicyChanged extends Trouble {
  readonly code = 'policy-changed';
  readonly retryable = false;

  constructor() {
    super('Somebody else has changed this meanwhile. Reload it, then make your change again.');
  }
}
