import { rootsOver, type Transaction } from '@evenhand/adapters/database';
import {
  consistencyRanges,
  fromBase64,
  isRatingSigned,
  keyDigestOf,
  verifyConsistency,
  type Checkpoint,
} from '@evenhand/ledger';
import type { Logged, StoredScorecard, Written } from './evidence';

type Tx = Transaction<'revealer'>;

/** What a scorecard's signature is worth, as far as the log proves it. */
export interface Signing {
  readonly key: string;
  readonly root: string;
  /** The key is this reviewer's own, and signed digest, packet and root. */
  readonly holds: boolean;
  /** Where the log says that this reviewer enrolled the key; null: nowhere. */
  readonly enrolled: bigint | null;
  /** Where it says that they retired it; null: nowhere. */
  readonly retired: bigint | null;
  /** Entries the log had when it had this root; null: it never had. */
  readonly covers: bigint | null;
}

/** Null: nobody signed it. @param proved leaves of entries what lies under the checkpoint, and proves that it does */
export async function signingOf(
  tx: Tx,
  { digest, key, packetId, reviewerId, root, signature }: StoredScorecard,
  checkpoint: Checkpoint | null,
  proved: (written: readonly Written[]) => Promise<Logged[]>,
): Promise<Signing | null> {
  if (key === null || root === null || signature === null) return null;
  const stored = await tx.reviewerKey.findUnique({ where: { key } });
  const holds =
    stored?.account === reviewerId &&
    keyDigestOf(stored.publicKey) === key &&
    (await isRatingSigned(
      stored.publicKey,
      { digest, packetId, root },
      fromBase64(signature) ?? new Uint8Array(),
    ));
  const entries = await proved(await entriesAbout(tx, key));
  const placeOf = (type: 'key-enrolled' | 'key-retired'): bigint | null =>
    entries.find(({ entry }) => entry.type === type && entry.account === reviewerId)?.position ?? null;
  return {
    key,
    root,
    holds,
    enrolled: placeOf('key-enrolled'),
    retired: placeOf('key-retired'),
    covers: await sizeAt(tx, root, checkpoint),
  };
}

function entriesAbout(tx: Tx, key: string): Promise<Written[]> {
  return tx.$queryRaw<Written[]>`
    SELECT l.index, p.entry AS text FROM ledger.pending p LEFT JOIN ledger.leaf l ON l.pending_id = p.id
    WHERE p.type IN ('key-enrolled', 'key-retired') AND p.entry::jsonb ->> 'key' = ${key}
    ORDER BY l.index NULLS LAST, p.position`;
}

/**
 * How many entries the log had with this root. A stored checkpoint only says where to look: that the log as it is continues the
 * one with this root is proved.
 */
async function sizeAt(tx: Tx, root: string, checkpoint: Checkpoint | null): Promise<bigint | null> {
  const [found] = await tx.$queryRaw<{ size: bigint | null }[]>`
    SELECT max(size) AS size FROM ledger.checkpoint WHERE ledger.root_of(note) = ${root}`;
  const size1 = Number(found?.size ?? 0);
  if (checkpoint === null || size1 === 0 || size1 > checkpoint.size) return null;
  const { size: size2, root: root2 } = checkpoint;
  const proof = await rootsOver(tx, consistencyRanges(size1, size2));
  const root1 = Uint8Array.from(Buffer.from(root, 'hex'));
  return verifyConsistency({ size1, root1, size2, root2, proof }).ok ? BigInt(size1) : null;
}
