import type { Problem } from '@evenhand/contracts';
import { Trouble } from '@evenhand/domain';

/** The server could not be reached, or did not answer in time. */
export class UnreachableError extends Trouble {
  readonly code = 'unreachable';
  readonly retryable = true;

  constructor(cause: unknown) {
    super('The server could not be reached.', { cause });
  }
}

/** The server refused a request and said why. */
export class RefusedError extends Trouble {
  readonly code: string;
  readonly retryable: boolean;

  constructor(
    readonly status: number,
    problem: Pick<Problem, 'code' | 'detail' | 'retryable'>,
  ) {
    super(problem.detail);
    this.code = problem.code;
    this.retryable = problem.retryable;
  }
}

/** What an error is called in the message files; `internal` for what nobody foresaw. */
export const codeOf = (error: unknown): string => (error instanceof Trouble ? error.code : 'internal');

/** Reads a refusal. A proxy in between may answer with something that is no problem document. */
export async function refusalOf(answer: Response): Promise<RefusedError> {
  const passing = answer.status >= 500 || answer.status === 408 || answer.status === 429;
  const unnamed = { code: codeByStatus[answer.status] ?? 'internal', detail: answer.statusText };
  const read: unknown = await answer.json().catch(() => null);
  const problem = isProblem(read) ? read : { ...unnamed, retryable: passing };
  return new RefusedError(answer.status, problem);
}

const codeByStatus: Readonly<Record<number, string>> = {
  401: 'link-unknown',
  404: 'not-found',
  409: 'conflict',
  413: 'too-large',
  429: 'too-many-requests',
};

const isProblem = (read: unknown): read is Problem =>
  typeof read === 'object' &&
  read !== null &&
  'code' in read &&
  typeof read.code === 'string' &&
  'detail' in read &&
  typeof read.detail === 'string' &&
  'retryable' in read &&
  typeof read.retryable === 'boolean';
