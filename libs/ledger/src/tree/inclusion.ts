import type { Verdict } from '../checked';
import { HOLDS, refuse } from '../checked';
import { sameBytes } from '../same-bytes';
import type { Hash } from './hashing';
import { isHash, nodeHash } from './hashing';
import { strayHash } from './stray-hash';

/** That the leaf with this index, in a tree of this size and root, has this hash. */
export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Hash;
  readonly proof: readonly Hash[];
  readonly root: Hash;
}

/**
 * Checks a proof of inclusion, step by step as in RFC 9162 section 2.1.3.2. Whatever is given, the answer is a verdict.
 */
export function verifyInclusion({ index, size, leafHash, proof, root }: InclusionClaim): Verdict {
  if (!Number.isSafeInteger(size) || size < 0) return refuse('size', 'is not a number of leaves');
  if (!Number.isSafeInteger(index) || index < 0) return refuse('index', 'is not the index of a leaf');
  if (index >= size) return refuse('index', 'is beyond the end of the tree');
  if (!isHash(leafHash)) return refuse('leafHash', 'is not a SHA-256 digest');
  if (!isHash(root)) return refuse('root', 'is not a SHA-256 digest');
  const stray = strayHash(proof);
  if (stray !== undefined) return stray;

  let node = index;
  let last = size - 1;
  let hash = leafHash;
  for (const [step, sibling] of proof.entries()) {
    if (last === 0) return refuse(`proof[${step}]`, 'is one hash too many');
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node > 0) {
        node /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  if (last > 0) return refuse('proof', 'is too short');
  return sameBytes(hash, root) ? HOLDS : refuse('root', 'is not where leaf and proof lead');
}
