import { HashColumn } from './hash-column';
import type { Hash } from './hashing';
import { nodeHash } from './hashing';
import type { LeafRange } from './ranges';
import { consistencyRanges, inclusionRanges } from './ranges';
import type { Subtree } from './subtrees';
import { rootOfSubtrees, subtreesOf } from './subtrees';

/**
 * An RFC 6962 tree that only grows. It keeps the root of every complete subtree, so that roots and proofs for each size it
 * ever had take a number of steps logarithmic in its size.
 */
export class MerkleTree {
  /** `levels[l]` holds the roots of the complete subtrees with 2^l leaves, from the left. */
  private readonly levels: HashColumn[] = [];

  /** @param leafHashes what to begin with */
  constructor(leafHashes: Iterable<Hash> = []) {
    for (const hash of leafHashes) this.append(hash);
  }

  /** How many leaves there are. */
  get size(): number {
    return this.levels[0]?.length ?? 0;
  }

  /** Adds a leaf, given by its {@link leafHash}, and tells its index. */
  append(leafHash: Hash): number {
    const index = this.size;
    let hash = leafHash;
    for (let level = 0; ; level += 1) {
      const column = (this.levels[level] ??= new HashColumn());
      column.push(hash);
      if (column.length % 2 === 1) return index;
      hash = nodeHash(column.at(column.length - 2), hash);
    }
  }

  /** @throws RangeError when the tree never had that size */
  root(size: number = this.size): Hash {
    this.mustHaveHad(size);
    return this.rootOf({ start: 0, end: size });
  }

  /** The proof that a leaf is in the tree, the leaf's sibling first (RFC 6962 section 2.1.1). @throws RangeError */
  inclusionProof(index: number, size: number = this.size): Hash[] {
    this.mustHaveHad(size);
    return inclusionRanges(index, size).map((range) => this.rootOf(range));
  }

  /** The proof that the tree of `size2` begins with the tree of `size1` (RFC 6962 section 2.1.2). @throws RangeError */
  consistencyProof(size1: number, size2: number = this.size): Hash[] {
    this.mustHaveHad(size2);
    return consistencyRanges(size1, size2).map((range) => this.rootOf(range));
  }

  private mustHaveHad(size: number): void {
    if (!Number.isSafeInteger(size) || size < 0 || size > this.size) {
      throw new RangeError(`This tree of ${this.size} never had the size ${size}.`);
    }
  }

  private rootOf(range: LeafRange): Hash {
    return rootOfSubtrees(subtreesOf(range).map((subtree) => this.complete(subtree)));
  }

  private complete({ level, index }: Subtree): Hash {
    const column = this.levels[level];
    if (column === undefined) throw new RangeError(`This tree has no complete subtree of level ${level}.`);
    return column.at(index);
  }
}
