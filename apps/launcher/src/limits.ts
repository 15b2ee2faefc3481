/**
 * What holds for a candidate: `npm run -s limits < cases.json`, see docs/limits.md. Reads a list of cases, prints the list
 * of their effective limits. Bad input: one sentence on stderr that names the field, nothing on stdout, exit 2.
 */
import { readFileSync } from 'node:fs';

import { effectiveLimits } from '../../../libs/domain/src/accommodation/effective-limits.ts';
import { LimitsInputError } from './limits/limits-input.errors.ts';
import { readCases } from './limits/limits-input.ts';

function refuse(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}

try {
  if (process.argv.length > 2)
    throw new LimitsInputError('The command', 'takes its cases on standard input only');
  const cases = readCases(JSON.parse(readFileSync(0, 'utf8')));
  const limits = cases.map((facts) => {
    const { deadline, ...others } = effectiveLimits(facts);
    return { deadline: deadline === null ? null : new Date(deadline).toISOString(), ...others };
  });
  process.stdout.write(`${JSON.stringify(limits)}\n`);
} catch (fault) {
  if (fault instanceof SyntaxError) refuse('input must be JSON.');
  else if (fault instanceof LimitsInputError) refuse(fault.message);
  else throw fault;
}
