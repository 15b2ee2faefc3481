import type { Transaction } from '@evenhand/adapters/database';
import type { Growth, Hash } from '@evenhand/ledger';

type Tx = Transaction<'revealer'>;

/** Waits until no other transaction adds to the tree, and keeps others out until this one ends. */
export async function holdTree(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('evenhand.log.tree', 0))`;
}

/** A pending entry that gets its index now. */
export interface NewLeaf {
  readonly pendingId: string;
  readonly hash: Hash;
}

/** Writes leaves, the first at index `size`. */
export async function writeLeaves(tx: Tx, size: number, leaves: readonly NewLeaf[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO ledger.leaf (index, pending_id, hash)
    SELECT ${size}::bigint + place - 1, id::uuid, decode(hash, 'hex')
    FROM unnest(${leaves.map(({ pendingId }) => pendingId)}::text[], ${leaves.map(({ hash }) => hex(hash))}::text[])
      WITH ORDINALITY AS new (id, hash, place)`;
}

/** Writes the subtrees that those leaves completed. */
export async function writeSubtrees(tx: Tx, subtrees: Growth['completed']): Promise<void> {
  const levels = subtrees.map(({ level }) => level);
  const indexes = subtrees.map(({ index }) => index);
  await tx.$executeRaw`
    INSERT INTO ledger.subtree (level, index, hash)
    SELECT level, index, decode(hash, 'hex')
    FROM unnest(${levels}::int[], ${indexes}::bigint[], ${subtrees.map(({ hash }) => hex(hash))}::text[])
      AS new (level, index, hash)`;
}

const hex = (hash: Hash): string => Buffer.from(hash).toString('hex');
