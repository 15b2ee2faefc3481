import type { Outcome } from '@evenhand/domain';

/** What a stage may know of the attempt it is run in. */
export interface Turn {
  /** Nobody will try again by itself. */
  readonly lastAttempt: boolean;
}

/** What a stage offers to the worker. Both may be run any number of times for the same subject. */
export interface StepWork {
  /** Does the step. A Trouble it raises counts as the failure it describes. */
  run(subject: string, turn: Turn): Promise<Outcome>;
  /** How long steps should wait before they are begun, when what they need is not to be had. */
  holdMs?(): number;
  /** Lets the subject go on without the step after its last attempt failed, with the code it failed with. */
  giveUp?(subject: string, code: string): Promise<void>;
}
