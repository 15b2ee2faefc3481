import { isBytes } from '@noble/hashes/utils.js';
import type { Verdict } from '../checked';
import { HOLDS, refuse } from '../checked';
import { sameBytes } from '../same-bytes';
import type { Hash } from './hashing';
import { isHash, nodeHash } from './hashing';
import { strayHash } from './stray-hash';

/** That the tree of `size2` and `root2` begins with the tree of `size1` and `root1`. */
export interface ConsistencyClaim {
  readonly size1: number;
  readonly root1: Hash;
  readonly size2: number;
  readonly root2: Hash;
  readonly proof: readonly Hash[];
}

/**
 * Checks a proof of consistency, step by step as in RFC 9162 section 2.1.4.2. Whatever is given, the answer is a verdict.
 *
 * A proof that begins with the empty tree is refused: it says nothing, since every tree begins with the empty one, and
 * whoever takes it for a proof has checked nothing.
 */
export function verifyConsistency({ size1, root1, size2, root2, proof }: ConsistencyClaim): Verdict {
  if (!Number.isSafeInteger(size1) || size1 < 0) return refuse('size1', 'is not a number of leaves');
  if (!Number.isSafeInteger(size2) || size2 < 0) return refuse('size2', 'is not a number of leaves');
  if (size1 === 0) return refuse('size1', 'is 0, and of the empty tree nothing can be proved');
  if (size1 > size2) return refuse('size1', 'is larger than size2');
  const stray = strayHash(proof);
  if (stray !== undefined) return stray;
  if (size1 === size2) return areOneTree(root1, root2, proof);
  if (!isHash(root1)) return refuse('root1', 'is not a SHA-256 digest');
  if (!isHash(root2)) return refuse('root2', 'is not a SHA-256 digest');
  return leadToBothRoots({ size1, root1, size2, root2, proof });
}

/** Trees of one size are compared by what is called their roots, as other implementations do, whatever that is. */
function areOneTree(root1: Hash, root2: Hash, proof: readonly Hash[]): Verdict {
  if (proof.length > 0) return refuse('proof[0]', 'is one hash too many');
  const same = isBytes(root1) && isBytes(root2) && sameBytes(root1, root2);
  return same ? HOLDS : refuse('root2', 'is not root1, though the sizes are the same');
}

function leadToBothRoots({ size1, root1, size2, root2, proof }: ConsistencyClaim): Verdict {
  let node = size1 - 1;
  let last = size2 - 1;
  while (node % 2 === 1) {
    node = (node - 1) / 2;
    last = Math.floor(last / 2);
  }
  // Where the old tree is one complete subtree, its root is the first step and is left out of the proof.
  const [first, ...rest] = node === 0 ? [root1, ...proof] : proof;
  if (first === undefined) return refuse('proof', 'is too short');

  const offset = proof.length - rest.length;
  let hash1 = first;
  let hash2 = first;
  for (const [step, sibling] of rest.entries()) {
    if (last === 0) return refuse(`proof[${step + offset}]`, 'is one hash too many');
    if (node % 2 === 1 || node === last) {
      hash1 = nodeHash(sibling, hash1);
      hash2 = nodeHash(sibling, hash2);
      while (node % 2 === 0 && node > 0) {
        node /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      hash2 = nodeHash(hash2, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  if (last > 0) return refuse('proof', 'is too short');
  if (!sameBytes(hash1, root1)) return refuse('root1', 'is not where the proof leads');
  return sameBytes(hash2, root2) ? HOLDS : refuse('root2', 'is not where the proof leads');
}
