/** A field of the input is missing or cannot be used. Its message is one sentence that begins with the field. */
export class LimitsInputError extends Error {
  readonly code = 'bad-input';
  readonly retryable = false;

  constructor(field: string, problem: string) {
    super(`${field} ${problem}.`);
  }
}
