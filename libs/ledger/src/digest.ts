import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical';

/** SHA-256 of bytes or UTF-8 text, hex. */
export function digestOf(content: string | Uint8Array): string {
  return bytesToHex(sha256(typeof content === 'string' ? utf8ToBytes(content) : content));
}

/** SHA-256 of the canonical JSON of a value, hex. */
export const digestOfJson = (value: unknown): string => digestOf(canonicalJson(value));

/**
 * Salted digest: HMAC-SHA-256(salt, label ‖ 0x00 ‖ content), hex. Without the salt it says nothing about the content.
 *
 * @param label names what is committed to, for example evenhand/summary/v1
 */
export function commitmentOf(salt: Uint8Array, label: string, content: string): string {
  return bytesToHex(hmac(sha256, salt, utf8ToBytes(`${label}\0${content}`)));
}

/** SHA-256 of bytes that arrive one piece after the other. */
export class RunningDigest {
  private readonly hash = sha256.create();

  /** Bytes taken in so far. */
  length = 0;

  add(piece: Uint8Array): void {
    this.hash.update(piece);
    this.length += piece.length;
  }

  /** Hex of everything added so far; more may follow. */
  hex(): string {
    return bytesToHex(this.hash.clone().digest());
  }
}
