import type { Json, VerifierKey } from '@evenhand/ledger';
import { readArguments, type Arguments } from './arguments';
import { canonicalOf } from './cases/canonical';
import { noteSigners } from './cases/note';
import { proofHolds } from './cases/proof';
import type { Fields } from './fields';
import { readInput } from './input';
import type { Outcome } from './outcome';
import type { Outside } from './outside';
import { reportOnPack } from './pack-report';
import { reportOnReceipt } from './receipt-report';
import { Unreadable } from './unreadable.errors';
import { cosign } from './witness';

type Judge = (given: Fields, keys: readonly VerifierKey[]) => Json | Promise<Json>;
type Command = (args: Arguments, outside: Outside) => Promise<Outcome>;

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['canonical', judging(canonicalOf)],
  ['proof', judging(proofHolds)],
  ['note', judging(noteSigners)],
  ['receipt', reportOnReceipt],
  ['witness', cosign],
]);

const USAGE = `Usage: evenhand-verify PACK [--log-key KEY] [--witness-key KEY]... [--json]
       evenhand-verify COMMAND [options] < input

Judges an evidence pack, claim by claim. Keys must come from elsewhere than the pack: without --log-key anybody could have
written the log, without --witness-key nobody outside is known to have seen it.
Ends with 0 when every claim passes, 1 when one fails, 3 when none fails but some cannot be told, 2 when the pack cannot be
read.

These read one JSON object from standard input, or a list of them, and print what they find in the same form. They end with 0
when everything could be read, whatever was found, and with 2 otherwise:

  canonical              {json_text} → {canonical}: canonical JSON (RFC 8785)
  proof                  {kind: "inclusion", leafIdx, treeSize, leafHash, root, proof} or
                         {kind: "consistency", size1, size2, root1, root2, proof} → {valid} (RFC 6962, base 64)
  note [--key KEY]...    {note, vkeys} → {valid, verified_by} or {valid, reason} (C2SP signed-note)

  receipt [--log-key KEY] [--witness-key KEY]... [--json]
                         reads a candidate's .tlog-proof file and says whether its entry is in the log; ends like a pack
  witness --log-key KEY --key-file FILE --state FILE [--name NAME]
                         reads {checkpoint, consistency} as GET /api/ledger/checkpoint?from=N gives it, N being the size
                         of the checkpoint seen last, and prints a cosignature line (C2SP tlog-cosignature); ends with 1 when it refuses. Makes the key file when
                         there is none, called NAME, and prints the key to be pinned
`;

/** Runs one command. */
export async function run(args: readonly string[], outside: Outside): Promise<Outcome> {
  try {
    const given = readArguments(args);
    if (given.help) return { code: 0, stdout: USAGE, stderr: '' };
    const [name, ...more] = given.words;
    const known = [...COMMANDS.keys()].join(', ');
    if (name === undefined) throw new Unreadable('command', `is missing: say a pack or one of ${known}`);
    if (more.length > 0) throw new Unreadable('command line', `has more than one command: ${more.join(' ')}`);
    const command = COMMANDS.get(name);
    return command ? await command(given, outside) : await reportOnPack(name, given, outside);
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault;
    return { code: 2, stdout: '', stderr: `${fault.message}\n` };
  }
}

/** A command that judges every case in its input. */
function judging(judge: Judge): Command {
  return async ({ keys }, outside) => {
    const given = readInput(await outside.input());
    const found = Array.isArray(given) ? await inOrder(given, judge, keys) : await judge(given, keys);
    return { code: 0, stdout: `${JSON.stringify(found)}\n`, stderr: '' };
  };
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
