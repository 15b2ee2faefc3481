import { digestOf } from '@evenhand/ledger';
import type { Chance } from '@evenhand/domain';

/** The secret of a link. Only its hash is stored. */
export interface LinkSecret {
  /** 32 random bytes, base64url. */
  readonly secret: string;
  readonly hash: string;
}

export function newLinkSecret(chance: Chance): LinkSecret {
  const secret = Buffer.from(chance.bytes(32)).toString('base64url');
  return { secret, hash: hashOfSecret(secret) };
}

/** SHA-256, hex. */
export const hashOfSecret = (secret: string): string => digestOf(secret);
