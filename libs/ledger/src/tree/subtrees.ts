import type { Hash } from './hashing';
import { EMPTY_ROOT, nodeHash } from './hashing';
import type { LeafRange } from './ranges';

/** The complete subtree over the leaves from index · 2^level up to and without (index + 1) · 2^level. */
export interface Subtree {
  readonly level: number;
  readonly index: number;
}

/**
 * The largest complete subtrees that leaves fall into, from the left. The leaves begin where a subtree as large as all of
 * them could begin, which every range of a proof does.
 */
export function subtreesOf({ start, end }: LeafRange): Subtree[] {
  const subtrees: Subtree[] = [];
  let from = start;
  while (from < end) {
    let level = 0;
    let size = 1;
    while (size * 2 <= end - from) {
      size *= 2;
      level += 1;
    }
    subtrees.push({ level, index: from / size });
    from += size;
  }
  return subtrees;
}

/** The root over such subtrees (RFC 6962 section 2.1), given by their roots from the left. */
export function rootOfSubtrees(roots: readonly Hash[]): Hash {
  return roots.length === 0 ? EMPTY_ROOT : roots.reduceRight((right, left) => nodeHash(left, right));
}
