import { StandardSchemaValidationPipe } from '@nestjs/common';
import { speakToPeople } from '../problems/input-sentences';
import { InvalidInput, type WrongField } from '../problems/request.errors';

/** Wrong fields named in one answer; more would help nobody. */
const mostFields = 200;

/** Checks every input against the contract its parameter names; what is wrong becomes `invalid-input` with fields. */
export function inputValidation(): StandardSchemaValidationPipe {
  speakToPeople();
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) =>
      new InvalidInput(
        issues.slice(0, mostFields).map(({ path, message }): WrongField => ({
          path: (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
          message,
        })),
      ),
  });
}
