import { Trouble } from '@evenhand/domain';

/** Nothing is shown before the reveal rule holds; says the same to everybody and about everything. */
export class NotRevealed extends Trouble {
  readonly code = 'not-revealed';
  readonly retryable = false;
  constructor() {
    super('Nothing is revealed for this interview yet. It opens when every required scorecard is locked.');
  }
}

/** Only who rated an interview may revise a rating of it. */
export class NotARater extends Trouble {
  readonly code = 'not-a-rater';
  readonly retryable = false;
  constructor() {
    super('Only a person who rated this interview can revise one of its ratings.');
  }
}

/** The template has no such rating. */
export class RatingUnknown extends Trouble {
  readonly code = 'not-found';
  readonly retryable = false;
  constructor() {
    super('This interview has no such question and criterion.');
  }
}

/** A revision that changes nothing. */
export class RatingUnchanged extends Trouble {
  readonly code = 'rating-unchanged';
  readonly retryable = false;
  constructor() {
    super('The new rating equals the one that stands. Choose another, or leave it as it is.');
  }
}
