import { fromBase64, toBase64 } from '../base64';
import type { Checked } from '../checked';
import { accept, refuse } from '../checked';
import { sameBytes } from '../same-bytes';
import type { Hash } from '../tree/hashing';
import { EMPTY_ROOT, isHash } from '../tree/hashing';

/** What a log says of itself at one time (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Names the log. */
  readonly origin: string;
  /** How many entries it has. */
  readonly size: number;
  /** The root of the RFC 6962 tree over them. */
  readonly root: Hash;
  /** Further lines of other logs. Ours has none: nobody can check them. */
  readonly extensions: readonly string[];
}

const DECIMAL = /^(?:0|[1-9][0-9]{0,15})$/;

/** A whole number in digits, without leading zeros, that JavaScript holds exactly. */
export function parseDecimal(text: string): number | undefined {
  const value = DECIMAL.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Reads the text of a checkpoint (C2SP tlog-checkpoint, "Note text"). */
export function parseCheckpoint(text: string): Checked<Checkpoint> {
  if (!text.endsWith('\n')) return refuse('checkpoint', 'does not end with a newline');
  const [origin = '', decimal, encoded, ...extensions] = text.slice(0, -1).split('\n');
  if (origin === '') return refuse('origin', 'is empty');
  const size = parseDecimal(decimal ?? '');
  if (size === undefined) return refuse('size', 'is not a number of entries');
  const root = fromBase64(encoded ?? '');
  if (!isHash(root)) return refuse('root', 'is not a SHA-256 digest in base 64');
  if (size === 0 && !sameBytes(root, EMPTY_ROOT)) return refuse('root', 'is not that of the empty tree');
  const empty = extensions.indexOf('');
  if (empty >= 0) return refuse(`extensions[${empty}]`, 'is empty');
  return accept({ origin, size, root, extensions });
}

/** The text that a log signs. @throws TypeError for what {@link parseCheckpoint} would not read back */
export function formatCheckpoint({ origin, size, root }: Omit<Checkpoint, 'extensions'>): string {
  const text = `${origin}\n${size}\n${toBase64(root)}\n`;
  const read = parseCheckpoint(text);
  if (!read.ok) throw new TypeError(`The checkpoint's ${read.where} ${read.reason}.`);
  if (read.value.origin !== origin || read.value.extensions.length > 0) {
    throw new TypeError("The checkpoint's origin has more than one line.");
  }
  return text;
}
