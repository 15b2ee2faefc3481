import type { Checked } from '../checked';
import { accept, refuse } from '../checked';
import { sameBytes } from '../same-bytes';
import { bytesOf } from '../utf8';
import { timeOfCosignature } from './cosignature';
import { verifyEd25519 } from './ed25519';
import type { NoteSignature } from './signed-note';
import { parseNote } from './signed-note';
import type { VerifierKey } from './verifier-key';

/** A good signature by a known key. */
export interface KnownSignature {
  readonly key: VerifierKey;
  /** Seconds since the epoch, for cosignatures. */
  readonly time?: number;
}

/** A note that at least one known key has signed. */
export interface OpenedNote {
  readonly text: string;
  /** One for each known key that signed, in the order of the note. */
  readonly verified: readonly KnownSignature[];
  /** Signatures of others. They say nothing. */
  readonly unknown: readonly NoteSignature[];
}

/**
 * Reads a signed note and checks it (C2SP signed-note, "Signatures"): signatures of unknown keys are ignored, every one of a
 * known key must be good, and there must be one.
 */
export async function openNote(
  note: string | Uint8Array,
  keys: readonly VerifierKey[],
): Promise<Checked<OpenedNote>> {
  const parsed = parseNote(note);
  if (!parsed.ok) return parsed;
  const { text, signatures } = parsed.value;
  const verified = new Map<string, KnownSignature>();
  const unknown: NoteSignature[] = [];
  for (const [index, signature] of signatures.entries()) {
    const [key, ...others] = keysOf(signature, keys);
    if (key === undefined) {
      unknown.push(signature);
      continue;
    }
    const where = `signature ${index + 1}`;
    const title = `${key.name}+${key.id}`;
    if (others.length > 0) return refuse(where, `ambiguous key ${title}`);
    const known = await checked(key, text, signature.signature);
    if (known === undefined) return refuse(where, `invalid signature for key ${title}`);
    if (!verified.has(title)) verified.set(title, known);
  }
  if (verified.size === 0) return refuse('signatures', 'no verifiable signatures');
  return accept({ text, verified: [...verified.values()], unknown });
}

/** The known keys that go by this name and id; more than one only if somebody forged an id. */
function keysOf({ name, keyId }: NoteSignature, keys: readonly VerifierKey[]): VerifierKey[] {
  const named = keys.filter((key) => key.name === name && key.id === keyId);
  return named.filter(
    (key, index) => named.findIndex((other) => sameBytes(other.publicKey, key.publicKey)) === index,
  );
}

async function checked(
  key: VerifierKey,
  text: string,
  signature: Uint8Array,
): Promise<KnownSignature | undefined> {
  switch (key.type) {
    case 'note':
      return (await verifyEd25519(key.publicKey, bytesOf(text), signature)) ? { key } : undefined;
    case 'cosignature': {
      const time = await timeOfCosignature(key.publicKey, text, signature);
      return time === undefined ? undefined : { key, time };
    }
  }
}
