import { hexToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from '../base64';
import type { Checked } from '../checked';
import { accept, refuse } from '../checked';
import { bytesOf } from '../utf8';
import { parseCheckpoint } from './checkpoint';
import { cosignedMessage, timestamped } from './cosignature';
import type { Ed25519Key } from './ed25519';
import { ed25519KeyOf, SEED_LENGTH } from './ed25519';
import type { NoteSignature } from './signed-note';
import { parseNote, SIGNATURE_START } from './signed-note';
import type { SignatureType, VerifierKey } from './verifier-key';
import { verifierKey } from './verifier-key';

/** Somebody who signs notes. */
export interface NoteSigner {
  /** What the signatures are checked with. */
  readonly key: VerifierKey;
  /** What follows the key's id in a signature line. */
  sign(text: string): Promise<Uint8Array>;
}

/** Signs notes under a name (signature type 0x01 of C2SP signed-note). @throws TypeError for a name no key may have */
export function noteSigner(name: string, key: Ed25519Key): NoteSigner {
  return { key: keyNamed(name, 'note', key), sign: (text) => key.sign(bytesOf(text)) };
}

/**
 * Signs checkpoints as a witness (signature type 0x04, C2SP tlog-cosignature). Whoever makes one says that the log is
 * consistent with everything seen of it before: checking that comes first.
 *
 * @param time seconds since the epoch
 * @throws TypeError for a name no key may have and, when signing, for anything but a checkpoint
 */
export function cosigner(name: string, key: Ed25519Key, time: number): NoteSigner {
  return {
    key: keyNamed(name, 'cosignature', key),
    async sign(text) {
      const read = parseCheckpoint(text);
      if (!read.ok) throw new TypeError(`Only checkpoints are cosigned: ${read.where} ${read.reason}.`);
      return timestamped(time, await key.sign(cosignedMessage(text, time)));
    },
  };
}

function keyNamed(name: string, type: SignatureType, { publicKey }: Ed25519Key): VerifierKey {
  const key = verifierKey(name, type, publicKey);
  if (!key.ok) throw new TypeError(`The key's ${key.where} ${key.reason}.`);
  return key.value;
}

/** Makes a signed note (C2SP signed-note). @throws TypeError for a text that no note can have */
export async function signNote(text: string, signers: readonly NoteSigner[]): Promise<string> {
  const lines: string[] = [];
  for (const signer of signers) lines.push(signatureLine(await signatureOf(text, signer)));
  const note = `${text}\n${lines.join('')}`;
  const read = parseNote(note);
  if (!read.ok || read.value.text !== text) throw new TypeError('This text cannot be a note.');
  return note;
}

/** Adds signatures to a note behind those it has; one by the same key is replaced. */
export async function addSignatures(note: string, signers: readonly NoteSigner[]): Promise<Checked<string>> {
  const read = parseNote(note);
  if (!read.ok) return read;
  const { text, signatures } = read.value;
  const added = await Promise.all(signers.map((signer) => signatureOf(text, signer)));
  const kept = signatures.filter(
    ({ name, keyId }) => !added.some((other) => other.name === name && other.keyId === keyId),
  );
  return accept(`${text}\n${[...kept, ...added].map(signatureLine).join('')}`);
}

/** The line that a signer adds to a note. @throws TypeError for what is no note, or none the signer may sign */
export async function signatureLineOf(note: string, signer: NoteSigner): Promise<string> {
  const read = parseNote(note);
  if (!read.ok) throw new TypeError('This is not a note.');
  return signatureLine(await signatureOf(read.value.text, signer));
}

async function signatureOf(text: string, { key, sign }: NoteSigner): Promise<NoteSignature> {
  return { name: key.name, keyId: key.id, signature: await sign(text) };
}

function signatureLine({ name, keyId, signature }: NoteSignature): string {
  return `${SIGNATURE_START}${name} ${toBase64(new Uint8Array([...hexToBytes(keyId), ...signature]))}\n`;
}

const SIGNER_KEY = 'PRIVATE+KEY';
const ED25519_NOTE = 0x01;

/**
 * Reads `PRIVATE+KEY+name+id+base64(0x01 ‖ seed)`, the form in which Go's sumdb/note and the logs and witnesses built on it
 * keep a signing key.
 */
export async function parseSignerKey(text: string): Promise<Checked<NoteSigner>> {
  const read = await keyIn(text);
  return read.ok ? accept(noteSigner(read.value.name, read.value.key)) : read;
}

/**
 * The same form for a witness, as its software keeps it: the key cosigns checkpoints.
 *
 * @param time seconds since the epoch, for what is cosigned
 */
export async function parseCosignerKey(text: string, time: number): Promise<Checked<NoteSigner>> {
  const read = await keyIn(text);
  return read.ok ? accept(cosigner(read.value.name, read.value.key, time)) : read;
}

async function keyIn(text: string): Promise<Checked<{ readonly name: string; readonly key: Ed25519Key }>> {
  const [first, second, name = '', id = '', ...rest] = text.split('+');
  if (`${first}+${second}` !== SIGNER_KEY) return refuse('key', 'is not a signing key');
  const bytes = fromBase64(rest.join('+'));
  if (bytes?.length !== 1 + SEED_LENGTH || bytes[0] !== ED25519_NOTE)
    return refuse('key', 'is not an Ed25519 seed');
  const key = await ed25519KeyOf(bytes.subarray(1));
  const named = verifierKey(name, 'note', key.publicKey);
  if (!named.ok) return named;
  if (named.value.id !== id) return refuse('id', 'does not belong to this name and key');
  return accept({ name, key });
}

/** The form that {@link parseSignerKey} reads. Whoever reads it can sign. @throws TypeError, RangeError */
export async function formatSignerKey(name: string, seed: Uint8Array): Promise<string> {
  const { id } = keyNamed(name, 'note', await ed25519KeyOf(seed));
  return `${SIGNER_KEY}+${name}+${id}+${toBase64(new Uint8Array([ED25519_NOTE, ...seed]))}`;
}
