import type { Checked } from '../checked';
import { accept, refuse } from '../checked';
import { parseCanonical } from '../json/canonical-text';
import type { Json } from '../json/json-text';
import { parseCheckpoint } from '../notes/checkpoint';
import { formatProofFile, parseProofFile, verifyProofFile, type ProofFile } from '../notes/proof-file';
import { parseNote } from '../notes/signed-note';
import { leafHash } from '../tree/hashing';
import { verifyInclusion } from '../tree/inclusion';
import { bytesOf } from '../utf8';
import type { Finding } from './finding';
import { isObject } from './ratings';
import type { Trust } from './trust';

/** What became of a receipt. */
export interface JudgedReceipt extends Finding {
  /** The entry it speaks of. */
  readonly entry: Json;
  /** Where the entry stands in the log. */
  readonly index: number;
  /** Entries that the checkpoint in the receipt covers. */
  readonly size: number;
  /** What a receipt proves, and that it proves no more. */
  readonly proves: string;
}

const PROVES =
  'A receipt proves one thing: that this entry is in the log. Whether all else was done as it must is for an evidence pack to show.';

/**
 * A receipt: a proof file (C2SP tlog-proof) that carries the entry it is about.
 *
 * @param entry canonical JSON, as it lies in the log
 */
export function formatReceipt(entry: string, proof: Omit<ProofFile, 'extra'>): string {
  return formatProofFile({ ...proof, extra: bytesOf(entry) });
}

/** Judges a receipt; a refusal says that it cannot be read. */
export async function judgeReceipt(
  given: string | Uint8Array,
  trust: Trust,
): Promise<Checked<JudgedReceipt>> {
  const file = parseProofFile(given);
  if (!file.ok) return refuse(`receipt, ${file.where}`, file.reason);
  const { extra, index, checkpoint } = file.value;
  if (!extra) return refuse('receipt', 'carries no entry');
  const entry = parseCanonical(extra, { root: 'entry' });
  if (!entry.ok) return refuse(`receipt, ${entry.where}`, entry.reason);
  if (!isObject(entry.value)) return refuse('receipt', 'carries no entry');
  const size = sizeOf(checkpoint);
  if (size === undefined) return refuse('receipt, checkpoint', 'cannot be read');
  const finding = await included(given, file.value, extra, trust);
  return accept({ ...finding, entry: entry.value, index, size, proves: PROVES });
}

async function included(
  given: string | Uint8Array,
  { index, proof, checkpoint }: ProofFile,
  extra: Uint8Array,
  { logKey, witnessKeys }: Trust,
): Promise<Finding> {
  if (!logKey) {
    const root = rootOf(checkpoint);
    const size = sizeOf(checkpoint) ?? 0;
    const verdict = verifyInclusion({ index, size, leafHash: leafHash(extra), proof, root });
    if (!verdict.ok) return { result: 'fail', where: verdict.where, reason: verdict.reason };
    const reason = 'has its place, but no key of the log is pinned: any log could say so';
    return { result: 'cannot tell', where: `entry ${index}`, reason };
  }
  const verified = await verifyProofFile(given, leafHash(extra), { logKey, witnessKeys });
  if (!verified.ok) return { result: 'fail', where: verified.where, reason: verified.reason };
  const { size } = verified.value.checkpoint;
  const names = verified.value.cosignatures.map(({ name }) => name);
  if (witnessKeys.length > 0 && names.length === 0) {
    return {
      result: 'cannot tell',
      where: 'checkpoint',
      reason: 'is cosigned by none of the pinned witnesses',
    };
  }
  const seen = names.length === 0 ? 'no witness asked for' : `witnessed by ${names.join(', ')}`;
  return { result: 'pass', where: '', reason: `Entry ${index} of the ${size} in the log, ${seen}.` };
}

function read(note: string): ReturnType<typeof parseCheckpoint> {
  const parsed = parseNote(note);
  return parsed.ok ? parseCheckpoint(parsed.value.text) : parsed;
}

function sizeOf(note: string): number | undefined {
  const checkpoint = read(note);
  return checkpoint.ok ? checkpoint.value.size : undefined;
}

function rootOf(note: string): Uint8Array {
  const checkpoint = read(note);
  return checkpoint.ok ? checkpoint.value.root : new Uint8Array();
}
