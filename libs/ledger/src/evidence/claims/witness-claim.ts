import type { VerifierKey } from '../../notes/verifier-key';
import { openCheckpoint, type OpenedCheckpoint } from '../../notes/open-checkpoint';
import { parseNote } from '../../notes/signed-note';
import { parseVerifierKey } from '../../notes/verifier-key';
import { cannotTell, fail, pass, type Finding } from '../finding';
import { historiesOf } from '../history';
import type { Pack } from '../pack';
import type { Trust } from '../trust';

/** V9: somebody outside, whose key is known, has seen the log up to the last entry about what the pack holds. */
export async function witnessHolds(pack: Pack, trust: Trust): Promise<Finding> {
  const named = parseVerifierKey(pack.logKey);
  const logKey = trust.logKey ?? (named.ok ? named.value : undefined);
  if (!logKey) return cannotTell('logKey', 'is no key');
  const strangers = pack.checkpoints.filter((note) => hasStrangers(note, logKey));
  if (strangers.length === 0) {
    return cannotTell('checkpoints', 'are unwitnessed: the operator alone vouches for the log');
  }
  if (trust.witnessKeys.length === 0) {
    return cannotTell('checkpoints', 'are signed by others, but no key of a witness is pinned');
  }
  const seen = await lastSeen(pack, logKey, trust);
  if (!seen) fail('checkpoints', 'have no cosignature by a pinned witness');
  const last = lastEntry(pack);
  const { size } = seen.checkpoint;
  if (last >= size)
    return cannotTell(`leaf ${last}`, `is not witnessed yet: the witness saw ${size} entries`);
  return pass(`Witnessed by ${seen.cosignatures.map(({ name }) => name).join(', ')}, ${size} entries.`);
}

/** Whether anybody but the log signed, or says so. */
function hasStrangers(note: string, { name, id }: VerifierKey): boolean {
  const parsed = parseNote(note);
  return parsed.ok && parsed.value.signatures.some((one) => one.name !== name || one.keyId !== id);
}

/** The largest checkpoint with a good cosignature; one bad cosignature by a pinned witness ends it. */
async function lastSeen(
  { checkpoints }: Pack,
  logKey: VerifierKey,
  { witnessKeys }: Trust,
): Promise<OpenedCheckpoint | undefined> {
  let seen: OpenedCheckpoint | undefined;
  for (const [index, note] of checkpoints.entries()) {
    const opened = await openCheckpoint(note, { logKey, witnessKeys });
    if (!opened.ok) fail(`checkpoints[${index}], ${opened.where}`, opened.reason);
    if (opened.value.cosignatures.length > 0) seen = opened.value;
  }
  return seen;
}

/** The index of the last entry that says something of what the pack holds; that it was taken is not about it. */
function lastEntry(pack: Pack): number {
  const shown = new Set(pack.interviews.map(({ id }) => id));
  const entries = [...historiesOf(pack).values()].flatMap((history) =>
    shown.has(history.interview) ? history.entries.filter(({ type }) => type !== 'pack-made') : [],
  );
  return Math.max(-1, ...entries.map(({ index }) => index));
}
