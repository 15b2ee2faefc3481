import { parseVerifierKey, type VerifierKey } from '@evenhand/ledger';

/**
 * The keys of those who may cosign, from the setting WITNESS_KEYS.
 *
 * @throws Error about a key that is none, or that signs no cosignatures
 */
export function readWitnessKeys(setting = ''): VerifierKey[] {
  return setting
    .split(/[\s,]+/)
    .filter((text) => text !== '')
    .map((text, at) => {
      const key = parseVerifierKey(text);
      if (!key.ok) throw new Error(`WITNESS_KEYS: key ${at + 1}: its ${key.where} ${key.reason}.`);
      if (key.value.type !== 'cosignature')
        throw new Error(
          `WITNESS_KEYS: key ${at + 1} signs notes; a witness has a key for cosignatures (type 0x04).`,
        );
      return key.value;
    });
}
