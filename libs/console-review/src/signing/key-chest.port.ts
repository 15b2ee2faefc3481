import type { Ed25519Pair } from '@evenhand/ledger';

/** A pair of keys of one account, as a browser keeps it. */
export interface KeptPair {
  readonly account: string;
  /** Digest of the public key, hex. */
  readonly key: string;
  readonly pair: Ed25519Pair;
}

/** Where this browser keeps signing keys. Each account has one at most; several people may share a browser. */
export abstract class KeyChest {
  /** Null when there is none. */
  abstract find(account: string): Promise<KeptPair | null>;

  /**
   * Keeps a pair, unless another tab has kept one meanwhile.
   *
   * @param instead digest of the pair it takes the place of; null when there was none
   * @returns what is kept now
   */
  abstract keep(kept: KeptPair, instead: string | null): Promise<KeptPair>;
}
