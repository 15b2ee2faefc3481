import type { VerifierKey } from '../notes/verifier-key';

/** Keys that whoever checks a pack knows from elsewhere. */
export interface Trust {
  readonly logKey?: VerifierKey;
  readonly witnessKeys: readonly VerifierKey[];
}

/** Somebody who has only the pack. */
export const NO_TRUST: Trust = { witnessKeys: [] };
