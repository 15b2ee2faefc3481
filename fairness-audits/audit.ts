/**
 * A whole fairness audit without a database, as one JSON object:
 *
 *     npm run -s audit -- --definition FILE --rows rows.csv --seed N
 *
 * The same files, seed and version give the same bytes. Bad input: one sentence on stderr that names row and field, nothing on
 * stdout, exit 2.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { audit, InputError } from '../libs/fairness/src/index.ts';

const USAGE = 'npm run -s audit -- --definition FILE --rows rows.csv --seed N';
/** The longest text that Node holds in one piece. */
const MOST_BYTES = 2 ** 29 - 24;

/** Something the caller can put right, in one sentence. */
class Refusal extends Error {}

function argumentsGiven(): { definition: string; rows: string; seed: number } {
  const options = {
    definition: { type: 'string' },
    rows: { type: 'string' },
    seed: { type: 'string' },
  } as const;
  let values: Partial<Record<keyof typeof options, string>>;
  try {
    ({ values } = parseArgs({ options }));
  } catch {
    throw new Refusal(`Call it as ${USAGE}.`);
  }
  const { definition, rows, seed } = values;
  if (definition === undefined || rows === undefined || seed === undefined) {
    throw new Refusal(`Call it as ${USAGE}.`);
  }
  if (!/^\d{1,9}$/.test(seed)) throw new Refusal('--seed must be a whole number below a thousand million.');
  return { definition, rows, seed: Number(seed) };
}

function read(option: string, file: string): Buffer {
  try {
    const bytes = readFileSync(file);
    if (bytes.length < MOST_BYTES) return bytes;
  } catch {
    throw new Refusal(`${option} must name a file that can be read, not ${file}.`);
  }
  throw new Refusal(`${option} must be smaller than 512 MiB.`);
}

function json(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    throw new Refusal('--definition must be JSON.');
  }
}

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const { version } = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../package.json'), 'utf8'),
) as { version: string };

try {
  const given = argumentsGiven();
  const [definition, rows] = [read('--definition', given.definition), read('--rows', given.rows)];
  const result = audit(json(definition), rows.toString('utf8'), {
    evenhand: version,
    definition_sha256: digest(definition),
    rows_sha256: digest(rows),
    seed: given.seed,
  });
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
} catch (fault) {
  if (!(fault instanceof InputError || fault instanceof Refusal)) throw fault;
  process.stderr.write(`${fault.message}\n`);
  process.exitCode = 2;
}
