import type { Refusal } from '../checked';
import { refuse } from '../checked';
import { isHash } from './hashing';

/** No tree that a proof can speak of is higher: sizes are at most 2^53 - 1. */
const LONGEST_PROOF = 64;

/** What makes this no list of digests, or undefined. */
export function strayHash(proof: unknown): Refusal | undefined {
  if (!Array.isArray(proof)) return refuse('proof', 'is not a list of hashes');
  if (proof.length > LONGEST_PROOF) return refuse('proof', 'is longer than any tree is high');
  const stray = proof.findIndex((hash) => !isHash(hash));
  return stray >= 0 ? refuse(`proof[${stray}]`, 'is not a SHA-256 digest') : undefined;
}
