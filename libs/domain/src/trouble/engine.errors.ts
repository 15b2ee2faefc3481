import { Trouble } from './trouble.errors';

/** An outside engine (speech, language model) cannot answer now: no connection, overload, a fault on its side. */
export class EngineUnavailable extends Trouble {
  readonly code = 'engine-unavailable';
  readonly retryable = true;

  /** @param waitMs what the engine asked us to wait, for example by `retry-after` */
  constructor(engine: string, options: { cause?: unknown; waitMs?: number | undefined } = {}) {
    super(`${engine} cannot be reached at the moment. It is tried again by itself.`, options);
  }
}

/** An outside engine will not answer, however often it is asked: wrong key, unknown model, a request it does not take. */
export class EngineRefused extends Trouble {
  readonly code = 'engine-refused';
  readonly retryable = false;

  /** @param status HTTP status of the refusal */
  constructor(
    engine: string,
    readonly status: number | null,
    options: { cause?: unknown } = {},
  ) {
    super(
      `${engine} refuses to answer${status === null ? '' : ` (${status})`}. Check its address, key and model in the settings.`,
      options,
    );
  }
}

/** What may be spent on engines in a day is spent. Steps that failed for it can be run again the day after. */
export class BudgetSpent extends Trouble {
  readonly code = 'budget-spent';
  readonly retryable = false;

  constructor() {
    super('What may be spent on engines today is spent. People review without them; nothing else waits.');
  }
}
