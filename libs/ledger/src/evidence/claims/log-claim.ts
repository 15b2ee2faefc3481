import { sameBytes } from '../../same-bytes';
import { openCheckpoint } from '../../notes/open-checkpoint';
import { parseVerifierKey, type VerifierKey } from '../../notes/verifier-key';
import { cannotTell, demand, fail, pass, type Finding } from '../finding';
import type { Pack } from '../pack';
import type { Trust } from '../trust';

/** V1: the log is well formed, every checkpoint is signed by its key and is the beginning of what the pack holds. */
export async function logHolds(pack: Pack, { logKey: pinned }: Trust): Promise<Finding> {
  const { log, checkpoints } = pack;
  if (log.fault) fail(log.fault.where, log.fault.reason);
  const named = keyNamed(pack);
  if (pinned) {
    const same = pinned.name === named.name && sameBytes(pinned.publicKey, named.publicKey);
    demand(same, 'logKey', 'is another log than the one whose key is pinned');
  }
  demand(checkpoints.length > 0, 'checkpoints', 'are none');
  let last = 0;
  for (const [index, note] of checkpoints.entries()) {
    const where = `checkpoints[${index}]`;
    const opened = await openCheckpoint(note, { logKey: pinned ?? named });
    if (!opened.ok) fail(`${where}, ${opened.where}`, opened.reason);
    const { size, root, extensions } = opened.value.checkpoint;
    demand(extensions.length === 0, where, 'has lines that no checkpoint of this log has');
    demand(size > last, where, `covers ${size} entries, no more than the one before it`);
    demand(size <= log.size, where, `covers ${size} entries, but the pack has only ${log.size}`);
    const found = log.roots.get(size);
    demand(
      found !== undefined && sameBytes(found, root),
      where,
      `is not over the first ${size} entries of the pack`,
    );
    last = size;
  }
  demand(last === log.size, `leaves[${last}]`, 'lies under no checkpoint');
  const said = `${log.size} entries under ${checkpoints.length} signed checkpoint${checkpoints.length === 1 ? '' : 's'}`;
  if (pinned) return pass(`${said}.`);
  return cannotTell('logKey', `fits, ${said}, but no key of the log is pinned: any log could say so`);
}

function keyNamed({ logKey }: Pack): VerifierKey {
  const key = parseVerifierKey(logKey);
  if (!key.ok) fail(`logKey, ${key.where}`, key.reason);
  demand(key.value.type === 'note', 'logKey', 'is no key that signs checkpoints');
  return key.value;
}
