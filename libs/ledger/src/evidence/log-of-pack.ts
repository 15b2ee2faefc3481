import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { parseCanonical } from '../json/canonical-text';
import type { Json } from '../json/json-text';
import { EMPTY_RANGE, rootOf, withLeaf, type CompactRange } from '../tree/compact-range';
import { leafHash, type Hash } from '../tree/hashing';
import { textOf } from '../utf8';
import { PackFault } from './pack-field';

/** Entries about the interviews of a pack that are kept in memory; more than any pack has. */
export const MAX_KEPT = 250_000;

const QUOTE = 0x22;
const WITHHELD_LENGTH = 66;
const WITHHELD = /^"[0-9a-f]{64}"$/;

/** An entry of the log and where it stands. Whoever wrote it is not believed: a field may be anything. */
export class Logged {
  constructor(
    readonly index: number,
    private readonly fields: Readonly<Record<string, Json>>,
  ) {}

  get type(): string {
    return this.text('type');
  }

  /** Where it stands, in words. */
  get where(): string {
    return `leaf ${this.index} (${this.type})`;
  }

  /** A field that is a text; empty when it is none. */
  text(name: string): string {
    const value = Object.hasOwn(this.fields, name) ? this.fields[name] : undefined;
    return typeof value === 'string' ? value : '';
  }

  /** A field that is a whole number; NaN when it is none. */
  number(name: string): number {
    const value = Object.hasOwn(this.fields, name) ? this.fields[name] : undefined;
    return typeof value === 'number' && Number.isSafeInteger(value) ? value : NaN;
  }
}

/** What is known of the log after all of it went by. */
export interface LogOfPack {
  readonly size: number;
  /** How many entries are given by their hashes only: what they say is not in the pack. */
  readonly withheld: number;
  /** The root over all entries. */
  readonly root: Hash;
  /** The root at each size that was asked for and reached. */
  readonly roots: ReadonlyMap<number, Hash>;
  /** The first entry that is not what an entry must be. */
  readonly fault: { readonly where: string; readonly reason: string } | null;
  /** Those that the claims speak of, in the order of the log. */
  readonly entries: readonly Logged[];
}

/** Which entries the claims about a pack speak of. */
export interface Interest {
  readonly interviews: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
  readonly requisition: string | null;
  /** Sizes that checkpoints speak of. */
  readonly sizes: ReadonlySet<number>;
}

/** Goes through the log of a pack, entry by entry, and keeps of it what the claims speak of. */
export class LogWalk {
  private range: CompactRange = EMPTY_RANGE;
  private readonly roots = new Map<number, Hash>();
  private readonly entries: Logged[] = [];
  private fault: LogOfPack['fault'] = null;
  private withheld = 0;

  constructor(private readonly interest: Interest) {}

  /** @throws PackFault when there are more entries to keep than any pack has */
  add(bytes: Uint8Array): void {
    const index = this.range.size;
    const hash = withheldHash(bytes);
    this.range = withLeaf(this.range, hash ?? leafHash(bytes));
    if (this.interest.sizes.has(this.range.size)) this.roots.set(this.range.size, rootOf(this.range));
    if (hash) {
      this.withheld += 1;
      return;
    }
    const entry = this.read(bytes, index);
    if (entry === undefined || !this.concerns(entry)) return;
    if (this.entries.length === MAX_KEPT) {
      throw new PackFault(`leaves[${index}]`, `is one of more than ${MAX_KEPT} about these interviews`);
    }
    this.entries.push(entry);
  }

  whole(): LogOfPack {
    const { range, withheld, roots, fault, entries } = this;
    return { size: range.size, withheld, root: rootOf(range), roots, fault, entries };
  }

  private read(bytes: Uint8Array, index: number): Logged | undefined {
    const text = textOf(bytes);
    const value = text === undefined ? undefined : quickly(text);
    if (isEntry(value)) return new Logged(index, value);
    const read = parseCanonical(bytes, { root: 'entry' });
    if (!read.ok) this.note(`leaves[${index}], ${read.where}`, read.reason);
    else if (!isEntry(read.value)) this.note(`leaves[${index}]`, 'is not an entry: it has no v and type');
    return read.ok && isEntry(read.value) ? new Logged(index, read.value) : undefined;
  }

  private note(where: string, reason: string): void {
    this.fault ??= { where, reason };
  }

  private concerns(entry: Logged): boolean {
    const { interviews, accounts, requisition } = this.interest;
    switch (entry.type) {
      case 'requisition-published':
        return true;
      case 'key-enrolled':
      case 'key-retired':
        return accounts.has(entry.text('account'));
      case 'invited':
        return requisition !== null && entry.text('requisition') === requisition;
      default:
        return interviews.has(entry.text('interview'));
    }
  }
}

/** The hash that stands in place of an entry: a JSON text of 64 digits. No entry is a text, so the two cannot be confused. */
function withheldHash(bytes: Uint8Array): Hash | undefined {
  if (bytes.length !== WITHHELD_LENGTH || bytes[0] !== QUOTE) return undefined;
  const text = textOf(bytes) ?? '';
  return WITHHELD.test(text) ? hexToBytes(text.slice(1, -1)) : undefined;
}

/** The entry in a text that is plainly canonical; undefined when that takes a closer look. */
function quickly(text: string): Json | undefined {
  // Escapes of surrogates come back from JSON.stringify as they went in.
  if (text.includes('\\u')) return undefined;
  try {
    const value = JSON.parse(text) as Json;
    return isFlatAndSorted(value) && JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

function isFlatAndSorted(value: Json): boolean {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  let last = '';
  for (const [name, member] of Object.entries(value)) {
    if (name < last || (member !== null && typeof member === 'object')) return false;
    last = name;
  }
  return true;
}

function isEntry(value: Json | undefined): value is Readonly<Record<string, Json>> {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const { v, type } = value as Readonly<Record<string, Json>>;
  return typeof v === 'number' && Number.isSafeInteger(v) && v > 0 && typeof type === 'string' && type !== '';
}

/** A root as scorecards name it. */
export const rootName = (root: Hash): string => bytesToHex(root);
