import { generateKeyPairSync } from 'node:crypto';
import { digestOf } from '@evenhand/ledger';

/** A key pair that seals are made to. The private half never leaves the revealer. */
export interface SealKeyPair {
  readonly keyId: string;
  /** X25519, raw 32 bytes each. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly privateKey: Uint8Array<ArrayBuffer>;
}

/** Name of a key: the first 16 hex digits of the SHA-256 of its public half. */
export const keyIdOf = (publicKey: Uint8Array): string => digestOf(publicKey).slice(0, 16);

/** Makes a new key pair. */
export function newKeyPair(): SealKeyPair {
  const { x, d } = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
  const publicKey = new Uint8Array(Buffer.from(x ?? '', 'base64url'));
  const privateKey = new Uint8Array(Buffer.from(d ?? '', 'base64url'));
  return { keyId: keyIdOf(publicKey), publicKey, privateKey };
}
