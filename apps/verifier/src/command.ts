import { parseArgs } from 'node:util';
import type { Json, VerifierKey } from '@evenhand/ledger';
import { canonicalOf } from './cases/canonical';
import { noteSigners, readKey } from './cases/note';
import { proofHolds } from './cases/proof';
import type { Fields } from './fields';
import { readInput } from './input';
import { Unreadable } from './unreadable.errors';

/** What a command prints, and what it ends with: 0 when everything was judged, 2 when something could not be read. */
export interface Outcome {
  readonly code: 0 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

type Judge = (given: Fields, keys: readonly VerifierKey[]) => Json | Promise<Json>;

const JUDGES: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ['canonical', canonicalOf],
  ['proof', proofHolds],
  ['note', noteSigners],
]);

const USAGE = `Usage: evenhand-verify COMMAND < input.json

Reads one JSON object, or a list of them, and prints what it finds in the same form.

  canonical              {json_text} → {canonical}: canonical JSON (RFC 8785)
  proof                  {kind: "inclusion", leafIdx, treeSize, leafHash, root, proof} or
                         {kind: "consistency", size1, size2, root1, root2, proof} → {valid} (RFC 6962, base 64)
  note [--key KEY]...    {note, vkeys} → {valid, verified_by} or {valid, reason} (C2SP signed-note)

Ends with 0 when everything could be read, whatever was found, and with 2 otherwise.
`;

/** Runs one command. @param input gives everything on standard input, and is asked only when it is needed */
export async function run(args: readonly string[], input: () => Promise<Uint8Array>): Promise<Outcome> {
  try {
    const { positionals, values } = readArguments(args);
    if (values.help) return { code: 0, stdout: USAGE, stderr: '' };
    const judge = judgeNamed(positionals);
    const keys = values.key.map((key) => readKey(key, '--key'));
    const given = readInput(await input());
    const found = Array.isArray(given) ? await inOrder(given, judge, keys) : await judge(given, keys);
    return { code: 0, stdout: `${JSON.stringify(found)}\n`, stderr: '' };
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault;
    return { code: 2, stdout: '', stderr: `${fault.message}\n` };
  }
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        key: { type: 'string', multiple: true, default: [] },
      },
    });
  } catch (fault) {
    const [reason = ''] = (fault as Error).message.split('. ');
    throw new Unreadable('command line', `is not understood: ${reason}`);
  }
}

function judgeNamed([name, ...more]: readonly string[]): Judge {
  const commands = [...JUDGES.keys()].join(', ');
  if (name === undefined) throw new Unreadable('command', `is missing: say one of ${commands}`);
  const judge = JUDGES.get(name);
  if (judge === undefined) throw new Unreadable(`command ${name}`, `is unknown: say one of ${commands}`);
  if (more.length > 0) throw new Unreadable('command line', `has more than one command: ${more.join(' ')}`);
  return judge;
}

/** One after the other: thousands of signatures at once would only wait for each other. */
async function inOrder(
  given: readonly Fields[],
  judge: Judge,
  keys: readonly VerifierKey[],
): Promise<Json[]> {
  const found: Json[] = [];
  for (const one of given) found.push(await judge(one, keys));
  return found;
}
