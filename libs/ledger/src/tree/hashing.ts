import { sha256 } from '@noble/hashes/sha2.js';
import { isBytes } from '@noble/hashes/utils.js';

/** A SHA-256 digest. */
export type Hash = Uint8Array;

/** Bytes of a {@link Hash}. */
export const HASH_LENGTH = 32;

const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;

/** MTH({}) of RFC 6962 section 2.1: the root of the tree without leaves. */
export const EMPTY_ROOT: Hash = /* @__PURE__ */ sha256(/* @__PURE__ */ new Uint8Array());

/** SHA-256(0x00 ‖ leaf): what stands for an entry in the tree (RFC 6962 section 2.1). */
export function leafHash(leaf: Uint8Array): Hash {
  const prefixed = new Uint8Array(1 + leaf.length);
  prefixed[0] = LEAF_PREFIX;
  prefixed.set(leaf, 1);
  return sha256(prefixed);
}

/** SHA-256(0x01 ‖ left ‖ right): the root of a subtree from those of its halves (RFC 6962 section 2.1). */
export function nodeHash(left: Hash, right: Hash): Hash {
  const prefixed = new Uint8Array(1 + 2 * HASH_LENGTH);
  prefixed[0] = NODE_PREFIX;
  prefixed.set(left, 1);
  prefixed.set(right, 1 + HASH_LENGTH);
  return sha256(prefixed);
}

/** Whether this is a digest, whatever it claims to be. */
export function isHash(value: unknown): value is Hash {
  return isBytes(value) && value.length === HASH_LENGTH;
}
