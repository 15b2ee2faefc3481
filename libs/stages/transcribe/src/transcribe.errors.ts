import { Trouble } from '@evenhand/domain';

/** The chosen take of an answer has no recording yet. Steps are made in an order that rules this out; it passes. */
export class RecordingNotReady extends Trouble {
  readonly code = 'recording-not-ready';
  readonly retryable = true;

  constructor() {
    super('The recording is still being prepared. It is transcribed when it is ready.');
  }
}
