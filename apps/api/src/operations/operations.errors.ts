import { Trouble } from '@evenhand/domain';

export class StepNotDead extends Trouble {
  override readonly code = 'step-not-dead';
  override readonly retryable = false;

  constructor() {
    super('This step is not waiting for a person any more. Load the list again.');
  }
}
