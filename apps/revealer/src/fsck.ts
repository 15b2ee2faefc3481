/** The program behind `npm run fsck`: looks through the stored log and prints what it found as one JSON object. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openDatabase } from '@evenhand/adapters/database';
import { parseVerifierKey, type VerifierKey } from '@evenhand/ledger';
import { need, readSettings } from '@evenhand/platform';
import { examine, type Outside } from './sequencing/examination';

const UNREADABLE = 2;

function readOutside(args: readonly string[]): Outside {
  const { values } = parseArgs({
    args: [...args],
    options: { key: { type: 'string' }, checkpoint: { type: 'string', multiple: true, default: [] } },
  });
  const checkpoints = values.checkpoint.map((file) => readFileSync(file, 'utf8'));
  return values.key === undefined ? { checkpoints } : { checkpoints, logKey: keyOf(values.key) };
}

function keyOf(text: string): VerifierKey {
  const key = parseVerifierKey(text);
  if (!key.ok) throw new Error(`--key is no verifier key: its ${key.where} ${key.reason}.`);
  return key.value;
}

try {
  const outside = readOutside(process.argv.slice(2));
  const database = openDatabase('revealer', need(readSettings(), 'DATABASE_URL_REVEALER'));
  try {
    const findings = await examine(database, outside);
    process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
    process.exitCode = findings.ok ? 0 : 1;
  } finally {
    await database.close();
  }
} catch (fault) {
  process.stderr.write(`${(fault as Error).message}\n`);
  process.exitCode = UNREADABLE;
}
