import type { Json, VerifierKey } from '@evenhand/ledger';
import { openNote } from '@evenhand/ledger';
import { readKey } from '../arguments';
import type { Fields } from '../fields';

/**
 * `note`: whether a signed note (C2SP signed-note) is signed by a known key, and by which.
 *
 * @param keys known beside those that the input names
 */
export async function noteSigners(given: Fields, keys: readonly VerifierKey[]): Promise<Json> {
  const named = given.has('vkeys') || keys.length === 0 ? given.texts('vkeys') : [];
  const known = named.map((key, index) => readKey(key, `${given.path}.vkeys[${index}]`));
  const opened = await openNote(given.text('note'), [...keys, ...known]);
  return opened.ok
    ? { valid: true, verified_by: opened.value.verified.map(({ key }) => key.name) }
    : { valid: false, reason: opened.reason };
}
