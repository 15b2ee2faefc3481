import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from '../base64';
import type { Checked } from '../checked';
import { accept, refuse } from '../checked';
import { bytesOf } from '../utf8';
import { isOfSmallOrder, PUBLIC_KEY_LENGTH } from './ed25519';

/** What a key signs: notes (type 0x01 of C2SP signed-note) or checkpoints as a witness (type 0x04, C2SP tlog-cosignature). */
export type SignatureType = 'note' | 'cosignature';

/** Bytes of a key's id. */
export const KEY_ID_LENGTH = 4;

const TYPE_BYTES: Readonly<Record<SignatureType, number>> = { note: 0x01, cosignature: 0x04 };
const TYPES: ReadonlyMap<number, SignatureType> = new Map([
  [0x01, 'note'],
  [0x04, 'cosignature'],
]);

/** A key that notes are checked with: what C2SP signed-note calls a verifier key or vkey. */
export interface VerifierKey {
  readonly name: string;
  /** Eight hex digits. Together with the name they tell which key a signature claims to be from. */
  readonly id: string;
  readonly type: SignatureType;
  /** Ed25519, 32 bytes (RFC 8032). */
  readonly publicKey: Uint8Array;
}

/** Whether a key may be called so: not empty, neither spaces nor plus signs nor control characters (C2SP signed-note). */
export function isKeyName(name: string): boolean {
  return name.isWellFormed() && /^[^\p{White_Space}+\u0000-\u001f]+$/u.test(name);
}

/** A key by its parts, with the id that C2SP signed-note recommends: SHA-256(name ‖ 0x0A ‖ type ‖ public key)[:4]. */
export function verifierKey(name: string, type: SignatureType, publicKey: Uint8Array): Checked<VerifierKey> {
  if (!isKeyName(name)) return refuse('name', 'is empty or has spaces, plus signs or control characters');
  if (publicKey.length !== PUBLIC_KEY_LENGTH) return refuse('key', `is not ${PUBLIC_KEY_LENGTH} bytes long`);
  if (isOfSmallOrder(publicKey)) return refuse('key', 'is of small order: anybody can sign for it');
  return accept({ name, id: keyIdOf(name, material(type, publicKey)), type, publicKey });
}

/** Reads `name+id+base64(type ‖ public key)` (C2SP signed-note, "Verifier keys"). */
export function parseVerifierKey(text: string): Checked<VerifierKey> {
  const [name = '', id, ...rest] = text.split('+');
  const bytes = fromBase64(rest.join('+'));
  if (id === undefined || rest.length === 0) return refuse('key', 'is not of the form name+id+key');
  if (!/^[0-9a-f]{8}$/.test(id)) return refuse('id', 'is not eight hex digits');
  if (bytes === undefined) return refuse('key', 'is not base 64');
  const type = TYPES.get(bytes[0] ?? 0);
  if (type === undefined) return refuse('key', 'is of a type other than Ed25519 notes and cosignatures');
  const key = verifierKey(name, type, bytes.subarray(1));
  return key.ok && key.value.id !== id ? refuse('id', 'does not belong to this name and key') : key;
}

/** The form that {@link parseVerifierKey} reads. */
export function formatVerifierKey({ name, id, type, publicKey }: VerifierKey): string {
  return `${name}+${id}+${toBase64(material(type, publicKey))}`;
}

function material(type: SignatureType, publicKey: Uint8Array): Uint8Array {
  return new Uint8Array([TYPE_BYTES[type], ...publicKey]);
}

/** The first four bytes of SHA-256(name ‖ 0x0A ‖ key material), as eight hex digits. */
function keyIdOf(name: string, keyMaterial: Uint8Array): string {
  const digest = sha256(new Uint8Array([...bytesOf(`${name}\n`), ...keyMaterial]));
  return bytesToHex(digest.subarray(0, KEY_ID_LENGTH));
}
