import { Trouble } from '@evenhand/domain';

/** What is stored of the log is not what was signed of it, or is not whole. Nothing more may be signed. */
export class LogDamaged extends Trouble {
  readonly code = 'log-damaged';
  readonly retryable = false;
  constructor(where: string, reason: string) {
    super(`The log is not what it was: ${where} ${reason}. Nothing is signed until somebody has looked.`);
  }
}
