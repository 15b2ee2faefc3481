import { InputError, UnknownMethodError } from './input/input.errors.ts';
import { impacts } from './methods/impacts.ts';
import type { Method } from './methods/method.ts';
import { outcomes } from './methods/outcomes.ts';
import { rates } from './methods/rates.ts';
import { reliabilities } from './methods/reliabilities.ts';
import { tables } from './methods/tables.ts';

const methods = new Map<string, Method>(
  Object.entries({ ...impacts, ...rates, ...tables, ...reliabilities, ...outcomes }),
);

/** The names under which figures can be recomputed. */
export const methodNames: readonly string[] = [...methods.keys()];

/**
 * Recomputes a figure: what `npm run -s compute -- METHOD` prints. A list of inputs gives the list of results. Numbers
 * that JSON does not know are written `"Infinity"` and `"-Infinity"`; what is undefined is `null`, with its reason.
 * @throws {@link UnknownMethodError}, {@link InputError}
 */
export function compute(method: string, input: unknown): unknown {
  const run = methods.get(method);
  if (run === undefined) throw new UnknownMethodError(method, methodNames);
  if (!Array.isArray(input)) return printable(run(input));
  return input.map((each: unknown, i) => {
    try {
      return printable(run(each));
    } catch (fault) {
      if (fault instanceof InputError) throw fault.inEntry(i);
      throw fault;
    }
  });
}

/** The same value as JSON can hold it: infinite numbers as text, −0 as 0. @throws RangeError for what is not a number */
export function printable(value: unknown): unknown {
  if (typeof value === 'number') return printableNumber(value);
  if (Array.isArray(value)) return value.map(printable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, printable(each)]));
}

function printableNumber(value: number): number | string {
  if (Number.isNaN(value)) throw new RangeError('a result is not a number');
  if (!Number.isFinite(value)) return String(value);
  return value === 0 ? 0 : value;
}
