import { keyIdOf, newKeyPair, type SealKeyPair } from '@evenhand/adapters/opening';
import { KeyFileUnreadable } from './key-file.errors';
import { makePrivately, readPrivately } from './private-file';

/** A key pair with the time it was made. */
export interface KeptKey extends SealKeyPair {
  readonly createdAt: Date;
}

/** Nest token of the keys. */
export const KEYS = 'keys';

interface Written {
  readonly v: 1;
  readonly keys: readonly { id: string; publicKey: string; privateKey: string; createdAt: string }[];
}

/**
 * The revealer's keys, the newest last. Made on the first start, readable by this account alone; whoever reads this file can
 * open every seal, and without it nobody can.
 *
 * @param now milliseconds since the epoch, for a key made now
 * @throws KeyFileOpenToOthers, KeyFileUnreadable
 */
export async function keysIn(file: string, now: number): Promise<KeptKey[]> {
  const found = await readPrivately(file);
  return found === undefined ? firstKey(file, now) : parsed(file, found);
}

async function firstKey(file: string, now: number): Promise<KeptKey[]> {
  const key = { ...newKeyPair(), createdAt: new Date(now) };
  const written: Written = {
    v: 1,
    keys: [
      {
        id: key.keyId,
        publicKey: Buffer.from(key.publicKey).toString('base64'),
        privateKey: Buffer.from(key.privateKey).toString('base64'),
        createdAt: key.createdAt.toISOString(),
      },
    ],
  };
  await makePrivately(file, `${JSON.stringify(written, null, 2)}\n`);
  return parsed(file, (await readPrivately(file)) ?? '');
}

function parsed(file: string, text: string): KeptKey[] {
  try {
    const { v, keys } = JSON.parse(text) as Written;
    if (v !== 1 || keys.length === 0) throw new Error('no keys');
    return keys
      .map((key) => {
        const publicKey = new Uint8Array(Buffer.from(key.publicKey, 'base64'));
        const privateKey = new Uint8Array(Buffer.from(key.privateKey, 'base64'));
        const createdAt = new Date(key.createdAt);
        const whole = publicKey.length === 32 && privateKey.length === 32 && keyIdOf(publicKey) === key.id;
        if (!whole || Number.isNaN(createdAt.getTime())) throw new Error('a key is not whole');
        return { keyId: key.id, publicKey, privateKey, createdAt };
      })
      .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  } catch {
    // Without the cause: a parser's words may quote the key.
    throw new KeyFileUnreadable(file);
  }
}
