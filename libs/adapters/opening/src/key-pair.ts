import { digestOf } from '@evenhand/ledger';
import { DhkemX25519HkdfSha256 } from '@hpke/core';

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
export async function newKeyPair(): Promise<SealKeyPair> {
  const kem = new DhkemX25519HkdfSha256();
  const pair = await kem.generateKeyPair();
  const publicKey = new Uint8Array(await kem.serializePublicKey(pair.publicKey));
  const privateKey = new Uint8Array(await kem.serializePrivateKey(pair.privateKey));
  return { keyId: keyIdOf(publicKey), publicKey, privateKey };
}
