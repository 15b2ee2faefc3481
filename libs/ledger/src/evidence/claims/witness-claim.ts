import { openCheckpoint } from '../../notes/open-checkpoint';
import { openNote } from '../../notes/open-note';
import { parseNote } from '../../notes/signed-note';
import { parseVerifierKey } from '../../notes/verifier-key';
import { cannotTell, fail, pass, type Finding } from '../finding';
import type { Pack } from '../pack';
import type { Trust } from '../trust';

/** V9: somebody outside, whose key is known, has seen the log that this pack ends with. */
export async function witnessHolds({ checkpoints, logKey }: Pack, trust: Trust): Promise<Finding> {
  const where = `checkpoints[${Math.max(checkpoints.length - 1, 0)}]`;
  const note = checkpoints.at(-1);
  const parsed = note === undefined ? undefined : parseNote(note);
  if (note === undefined || !parsed?.ok) return cannotTell(where, 'is no signed checkpoint');
  const named = parseVerifierKey(logKey);
  const key = trust.logKey ?? (named.ok ? named.value : undefined);
  const others = parsed.value.signatures.filter(({ name, keyId }) => name !== key?.name || keyId !== key.id);
  if (others.length === 0) return cannotTell(where, 'is unwitnessed: the operator alone vouches for the log');
  if (trust.witnessKeys.length === 0) {
    return cannotTell(where, `has ${others.length} other signatures, but no key of a witness is pinned`);
  }
  const witnessed = await openNote(note, trust.witnessKeys);
  if (!witnessed.ok)
    fail(`${where}, ${witnessed.where}`, `has no good cosignature by a pinned witness: ${witnessed.reason}`);
  if (!key) fail('logKey', 'is no key');
  const opened = await openCheckpoint(note, { logKey: key, witnessKeys: trust.witnessKeys });
  if (!opened.ok) fail(`${where}, ${opened.where}`, opened.reason);
  const names = opened.value.cosignatures.map(({ name }) => name);
  if (names.length === 0) fail(where, 'is cosigned by nobody but the log itself');
  return pass(`Witnessed by ${names.join(', ')}.`);
}
