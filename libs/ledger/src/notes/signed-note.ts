import { bytesToHex } from '@noble/hashes/utils.js';
import { fromBase64 } from '../base64';
import type { Checked } from '../checked';
import { accept, refuse } from '../checked';
import { textOf } from '../utf8';
import { isKeyName, KEY_ID_LENGTH } from './verifier-key';

/** A signature line: who says to have signed, and what. Nothing about it is checked. */
export interface NoteSignature {
  readonly name: string;
  /** Eight hex digits. */
  readonly keyId: string;
  readonly signature: Uint8Array;
}

/** A note taken apart. The text must not be believed before {@link openNote} has checked a signature over it. */
export interface SignedNote {
  /** Ends with a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export const SIGNATURE_START = '— ';
/** The C2SP page asks for at least 16; the Go implementation stops here too. */
const MAX_SIGNATURES = 100;
/** UTF-16 units. */
const MAX_NOTE = 2 ** 20;

/** What every note that breaks the form is refused with; the place says where. */
export const MALFORMED = 'malformed note';

/**
 * Takes a signed note apart (C2SP signed-note). One form, no other: base 64 as {@link fromBase64} reads it, newline as the
 * only control character, valid UTF-8.
 */
export function parseNote(given: string | Uint8Array): Checked<SignedNote> {
  const note = textOf(given);
  if (note === undefined) return refuse('note', MALFORMED);
  if (note.length > MAX_NOTE) return refuse('note', MALFORMED);
  const control = note.search(/[\u0000-\u0009\u000b-\u001f]/);
  if (control >= 0) return refuse(`character ${control + 1}`, MALFORMED);
  const blank = note.lastIndexOf('\n\n');
  if (blank < 0 || !note.endsWith('\n')) return refuse(`line ${linesIn(note)}`, MALFORMED);
  const text = note.slice(0, blank + 1);
  const lines = note
    .slice(blank + 2)
    .split('\n')
    .slice(0, -1);
  const firstLine = linesIn(text) + 1;
  if (lines.length === 0 || lines.length > MAX_SIGNATURES) return refuse(`line ${firstLine}`, MALFORMED);
  const signatures: NoteSignature[] = [];
  for (const [index, line] of lines.entries()) {
    const signature = parseSignature(line);
    if (signature === undefined) return refuse(`line ${firstLine + index}`, MALFORMED);
    signatures.push(signature);
  }
  return accept({ text, signatures });
}

function parseSignature(line: string): NoteSignature | undefined {
  if (!line.startsWith(SIGNATURE_START)) return undefined;
  const [name = '', encoded, ...more] = line.slice(SIGNATURE_START.length).split(' ');
  if (encoded === undefined || more.length > 0 || !isKeyName(name)) return undefined;
  const bytes = fromBase64(encoded);
  if (bytes === undefined || bytes.length <= KEY_ID_LENGTH) return undefined;
  return {
    name,
    keyId: bytesToHex(bytes.subarray(0, KEY_ID_LENGTH)),
    signature: bytes.subarray(KEY_ID_LENGTH),
  };
}

/** Lines of a text, the one without a newline at the end included. */
const linesIn = (text: string): number => text.split('\n').length;
