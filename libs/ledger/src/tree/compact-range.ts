import type { Checked } from '../checked';
import { accept, refuse } from '../checked';
import type { Hash } from './hashing';
import { EMPTY_ROOT, isHash, nodeHash } from './hashing';

/**
 * All that has to be kept of a tree in order to add leaves and know its root: the roots of its largest complete subtrees,
 * from the left. There are as many as `size` has bits set.
 */
export interface CompactRange {
  readonly size: number;
  readonly peaks: readonly Hash[];
}

/** The tree without leaves. */
export const EMPTY_RANGE: CompactRange = { size: 0, peaks: [] };

/** The tree with one leaf more. */
export function withLeaf({ size, peaks }: CompactRange, leafHash: Hash): CompactRange {
  let hash = leafHash;
  let untouched = peaks.length;
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
    untouched -= 1;
    hash = nodeHash(peaks[untouched] ?? EMPTY_ROOT, hash);
  }
  return { size: size + 1, peaks: [...peaks.slice(0, untouched), hash] };
}

/** MTH of RFC 6962 section 2.1: what a checkpoint calls the root hash. */
export function rootOf({ peaks }: CompactRange): Hash {
  return peaks.length === 0 ? EMPTY_ROOT : peaks.reduceRight((right, left) => nodeHash(left, right));
}

/** The root of the tree with these leaves, given by their {@link leafHash}es. */
export function rootOfLeaves(leafHashes: Iterable<Hash>): Hash {
  let range = EMPTY_RANGE;
  for (const hash of leafHashes) range = withLeaf(range, hash);
  return rootOf(range);
}

/** Takes up a tree again that was kept elsewhere. */
export function readCompactRange(size: number, peaks: readonly Hash[]): Checked<CompactRange> {
  if (!Number.isSafeInteger(size) || size < 0) return refuse('size', 'is not a number of leaves');
  const stray = peaks.findIndex((peak) => !isHash(peak));
  if (stray >= 0) return refuse(`peaks[${stray}]`, 'is not a SHA-256 digest');
  if (peaks.length !== bitsSet(size)) return refuse('peaks', `are not the ${bitsSet(size)} of such a tree`);
  return accept({ size, peaks });
}

function bitsSet(size: number): number {
  let bits = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) bits += rest % 2;
  return bits;
}
