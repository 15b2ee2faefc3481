import type { Checkpoint, Hash, VerifierKey } from '@evenhand/ledger';
import {
  formatSignerKey,
  formatVerifierKey,
  openCheckpoint,
  parseCosignerKey,
  signatureLineOf,
  verifyConsistency,
  type NoteSigner,
} from '@evenhand/ledger';
import type { Arguments } from './arguments';
import type { Fields } from './fields';
import { readOne } from './input';
import type { Outcome } from './outcome';
import type { Outside } from './outside';
import { Unreadable } from './unreadable.errors';

const SEED = 32;

/**
 * `witness`: cosigns a checkpoint that continues the one seen last, and remembers it first. What does not continue it is
 * refused and changes nothing (C2SP tlog-witness, tlog-cosignature).
 *
 * @throws Unreadable
 */
export async function cosign(args: Arguments, outside: Outside): Promise<Outcome> {
  const logKey = needed(args.logKey, '--log-key');
  const state = needed(args.state, '--state');
  const { signer, made } = await signerIn(needed(args.keyFile, '--key-file'), args.name, outside);
  const given = readOne(await outside.input());
  const note = given.text('checkpoint');
  const seen = outside.kept(state);
  const last = seen === undefined ? undefined : await opened(seen, logKey);
  if (last === null) throw new Unreadable(state, 'does not hold a checkpoint of this log');
  const checkpoint = await opened(note, logKey);
  if (checkpoint === null) return refused('checkpoint is not signed by the log.');
  const objection = last && objectionTo(checkpoint, last, proofIn(given));
  if (objection !== undefined) return refused(objection);
  // Remembered before anybody gets the cosignature: a kill in between must not let another history be signed.
  outside.keep(state, note);
  return { code: 0, stdout: await signatureLineOf(note, signer), stderr: made };
}

const refused = (why: string): Outcome => ({ code: 1, stdout: '', stderr: `Refused: ${why}\n` });

function needed<Value>(value: Value | undefined, option: string): Value {
  if (value === undefined) throw new Unreadable(option, 'is missing');
  return value;
}

async function opened(note: string, logKey: VerifierKey): Promise<Checkpoint | null> {
  const read = await openCheckpoint(note, { logKey });
  return read.ok ? read.value.checkpoint : null;
}

const proofIn = (given: Fields): readonly Hash[] =>
  given.has('consistency') ? given.allBytes('consistency') : [];

function objectionTo(now: Checkpoint, last: Checkpoint, proof: readonly Hash[]): string | undefined {
  if (now.size < last.size) return `checkpoint has ${now.size} entries, the one seen last had ${last.size}.`;
  if (last.size === 0) return undefined;
  const verdict = verifyConsistency({
    size1: last.size,
    root1: last.root,
    size2: now.size,
    root2: now.root,
    proof,
  });
  if (verdict.ok) return undefined;
  return `checkpoint does not continue the one of ${last.size} entries seen last: ${verdict.where} ${verdict.reason}.`;
}

/** The witness's key; made when there is none, and told then. */
async function signerIn(
  file: string,
  name: string | undefined,
  outside: Outside,
): Promise<{ signer: NoteSigner; made: string }> {
  const kept = outside.kept(file);
  const text = kept ?? `${await newKey(name, outside)}\n`;
  const signer = await parseCosignerKey(text.trimEnd(), outside.now());
  if (!signer.ok) throw new Unreadable(file, 'does not hold the key of a witness');
  if (kept === undefined) outside.keep(file, text);
  return { signer: signer.value, made: kept === undefined ? `${formatVerifierKey(signer.value.key)}\n` : '' };
}

async function newKey(name: string | undefined, outside: Outside): Promise<string> {
  try {
    return await formatSignerKey(needed(name, '--name'), outside.random(SEED));
  } catch (fault) {
    if (fault instanceof TypeError) throw new Unreadable('--name', 'cannot be the name of a key');
    throw fault;
  }
}
