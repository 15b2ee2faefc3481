/** The input of a method has a field that is missing or cannot be used. Its message is one sentence for people. */
export class InputError extends Error {
  readonly code = 'bad-input';
  readonly retryable = false;
  /** Path of the field, as in `groups[2].selected`. */
  readonly field: string;
  readonly #problem: string;

  constructor(field: string, problem: string) {
    super(`${field} ${problem}.`);
    this.field = field;
    this.#problem = problem;
  }

  /** The same fault, its field found in one of several inputs. */
  inEntry(index: number): InputError {
    return new InputError(`[${index}].${this.field}`, this.#problem);
  }
}

/** There is no method of this name. */
export class UnknownMethodError extends Error {
  readonly code = 'unknown-method';
  readonly retryable = false;

  constructor(method: string, known: readonly string[]) {
    super(`There is no method "${method}"; the methods are ${known.join(', ')}.`);
  }
}
