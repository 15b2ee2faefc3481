import { Trouble } from '@evenhand/domain';

/** No link has this secret. */
export class LinkUnknown extends Trouble {
  readonly code = 'link-unknown';
  readonly retryable = false;

  constructor() {
    super('This link is not known here. Check that it is complete, or ask whoever sent it for a new one.');
  }
}

/** The time of a link is over. */
export class LinkExpired extends Trouble {
  readonly code = 'link-expired';
  readonly retryable = false;

  constructor(contactEmail: string) {
    super(`The time for this link is over. Write to ${contactEmail} if you would still like to take part.`);
  }
}

/** Somebody took the link back. */
export class LinkRevoked extends Trouble {
  readonly code = 'link-revoked';
  readonly retryable = false;

  constructor(contactEmail: string) {
    super(`This link was taken back. Write to ${contactEmail} if you think that this is a mistake.`);
  }
}

/** The requisition is a draft or closed. */
export class RequisitionNotOpen extends Trouble {
  readonly code = 'requisition-not-open';
  readonly retryable = false;

  constructor(contactEmail: string) {
    super(`This position is not open for interviews. Write to ${contactEmail} if you have a question.`);
  }
}
