import { Trouble } from '@evenhand/domain';

/** Also said where the interview does not exist or is none of the asking person's business. */
export class PackBeforeReveal extends Trouble {
  override readonly code = 'not-revealed';
  override readonly retryable = false;

  constructor() {
    super('An evidence pack can be made once the interview is revealed.');
  }
}
