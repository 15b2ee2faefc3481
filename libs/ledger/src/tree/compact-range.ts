import type { Checked } from '../checked';
import { accept, refuse } from '../checked';
import type { Hash } from './hashing';
import { EMPTY_ROOT, isHash, nodeHash } from './hashing';
import type { Subtree } from './subtrees';
import { rootOfSubtrees, subtreesOf } from './subtrees';

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

/** A tree that grew by one leaf. */
export interface Growth {
  readonly range: CompactRange;
  /** The roots of the subtrees that the leaf made complete, from below. The leaf itself is not among them. */
  readonly completed: readonly (Subtree & { readonly hash: Hash })[];
}

/** Adds a leaf. */
export function grow({ size, peaks }: CompactRange, leafHash: Hash): Growth {
  const completed: (Subtree & { readonly hash: Hash })[] = [];
  let hash = leafHash;
  let untouched = peaks.length;
  let index = size;
  while (index % 2 === 1) {
    untouched -= 1;
    hash = nodeHash(peaks[untouched] ?? EMPTY_ROOT, hash);
    index = (index - 1) / 2;
    completed.push({ level: completed.length + 1, index, hash });
  }
  return { range: { size: size + 1, peaks: [...peaks.slice(0, untouched), hash] }, completed };
}

/** The tree with one leaf more. */
export const withLeaf = (range: CompactRange, leafHash: Hash): CompactRange => grow(range, leafHash).range;

/** MTH of RFC 6962 section 2.1: what a checkpoint calls the root hash. */
export const rootOf = ({ peaks }: CompactRange): Hash => rootOfSubtrees(peaks);

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
  const expected = subtreesOf({ start: 0, end: size }).length;
  if (peaks.length !== expected) return refuse('peaks', `are not the ${expected} of such a tree`);
  return accept({ size, peaks });
}
