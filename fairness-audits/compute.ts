/**
 * Recomputes a figure of an audit without a console: `npm run -s compute -- METHOD < input.json`.
 * Prints one JSON value. Bad input: one sentence on stderr that names the field, nothing on stdout, exit 2.
 */
import { readFileSync } from 'node:fs';

import { compute, InputError, methodNames, UnknownMethodError } from '../libs/fairness/src/index.ts';

function refuse(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}

const [method, ...more] = process.argv.slice(2);
if (method === undefined || more.length > 0) {
  refuse(`Name one method: ${methodNames.join(', ')}.`);
} else {
  try {
    if (!methodNames.includes(method)) throw new UnknownMethodError(method, methodNames);
    const input: unknown = JSON.parse(readFileSync(0, 'utf8'));
    process.stdout.write(`${JSON.stringify(compute(method, input))}\n`);
  } catch (fault) {
    if (fault instanceof SyntaxError) refuse('input must be JSON.');
    else if (fault instanceof InputError || fault instanceof UnknownMethodError) refuse(fault.message);
    else throw fault;
  }
}
