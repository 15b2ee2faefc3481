import { Trouble } from '@evenhand/domain';

/** A decision waits for the reveal: a person has judged first. */
export class DecisionBeforeReveal extends Trouble {
  readonly code = 'not-revealed';
  readonly retryable = false;
  constructor() {
    super('Nothing is revealed for this interview yet. It opens when every required scorecard is locked.');
  }
}

/** Only recruiters and hiring managers of the requisition decide. */
export class NotADecider extends Trouble {
  readonly code = 'not-allowed';
  readonly retryable = false;
  constructor() {
    super('Only a recruiter or hiring manager of this requisition can decide.');
  }
}

/** A decision is made once. */
export class AlreadyDecided extends Trouble {
  readonly code = 'already-decided';
  readonly retryable = false;
  constructor() {
    super('This interview is decided already, and the candidate has been told.');
  }
}

/** A reason names a criterion the template does not have. */
export class ReasonUnknown extends Trouble {
  readonly code = 'invalid-input';
  readonly retryable = false;
  readonly fields: { path: string; message: string }[];
  constructor(index: number) {
    super('A reason names a question and criterion that this interview does not have.');
    this.fields = [
      { path: `reasons.criteria.${index}`, message: 'There is no such question and criterion.' },
    ];
  }
}
