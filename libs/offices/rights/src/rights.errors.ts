import { Trouble } from '@evenhand/domain';

/** There is no certificate before everything is erased. */
export class NotErased extends Trouble {
  readonly code = 'not-erased';
  readonly retryable = true;

  constructor() {
    super('Your data is not deleted yet. The certificate is here as soon as it is.');
  }
}
