import type { Hash } from './hashing';
import { HASH_LENGTH } from './hashing';

/** Digests one after the other in one piece of memory; a million of them as separate arrays would take ten times as much. */
export class HashColumn {
  private bytes = new Uint8Array(HASH_LENGTH * 16);

  length = 0;

  push(hash: Hash): void {
    if (hash.length !== HASH_LENGTH)
      throw new TypeError(`A digest has ${HASH_LENGTH} bytes, not ${hash.length}.`);
    const end = (this.length + 1) * HASH_LENGTH;
    if (end > this.bytes.length) {
      const larger = new Uint8Array(this.bytes.length * 2);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes.set(hash, this.length * HASH_LENGTH);
    this.length += 1;
  }

  /** A copy of one digest. @throws RangeError when there is none */
  at(index: number): Hash {
    if (index < 0 || index >= this.length) throw new RangeError(`There is no digest ${index}.`);
    return this.bytes.slice(index * HASH_LENGTH, (index + 1) * HASH_LENGTH);
  }
}
