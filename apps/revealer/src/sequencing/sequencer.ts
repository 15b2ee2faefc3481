import { compactRangeOf, databaseOf, type Database, type Transaction } from '@evenhand/adapters/database';
import type { Growth } from '@evenhand/ledger';
import { bytesOf, grow, leafHash } from '@evenhand/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { holdTree, writeLeaves, writeSubtrees, type NewLeaf } from './new-leaves';

/** Entries that get their index in one transaction. */
const BATCH = 1000;

/** How far the log was looked through. */
interface Mark {
  /** Of all positions up to this one … */
  readonly position: bigint;
  /** … what transactions before this one wrote has its index. Later ones may still show entries there. */
  readonly transaction: string;
}

const NOTHING: Mark = { position: 0n, transaction: '0' };

interface Waiting {
  readonly position: bigint;
  readonly id: string;
  readonly entry: string;
}

/**
 * Gives pending entries their index in the log. Appends never wait for it: it takes what was committed, in the order of
 * positions, so that an entry comes after every entry its writer could have seen. An index and its hash are written in one
 * transaction with the subtrees over them, so a kill at any point leaves a whole tree, and nothing twice.
 */
@Injectable()
export class Sequencer {
  /** Found anew after each start, by looking through everything once. */
  private mark = NOTHING;

  constructor(@Inject(databaseOf('revealer')) private readonly database: Database<'revealer'>) {}

  /**
   * Takes up everything that waits.
   *
   * @param goOn asked before each batch: false when another process leads now, or this one is to stop
   * @returns how many entries got their index
   */
  async sequence(goOn: () => boolean = () => true): Promise<number> {
    let taken = 0;
    for (let last = BATCH; last === BATCH && goOn(); taken += last) {
      const { leaves, mark } = await this.database.inTransaction((tx) => this.takeBatch(tx));
      this.mark = mark;
      last = leaves;
    }
    return taken;
  }

  private async takeBatch(tx: Transaction<'revealer'>): Promise<{ leaves: number; mark: Mark }> {
    await holdTree(tx);
    // Asked before the entries are read: what those transactions wrote is seen then.
    const [snapshot] = await tx.$queryRaw<{ transaction: string }[]>`
      SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS transaction`;
    const waiting = await this.waiting(tx);
    const leaves = waiting.map(({ id, entry }): NewLeaf => ({
      pendingId: id,
      hash: leafHash(bytesOf(entry)),
    }));
    if (leaves.length > 0) await append(tx, leaves);
    const position = waiting.at(-1)?.position ?? 0n;
    const further = position >= this.mark.position || leaves.length < BATCH;
    const transaction = further ? (snapshot?.transaction ?? NOTHING.transaction) : this.mark.transaction;
    return {
      leaves: leaves.length,
      mark: { position: position > this.mark.position ? position : this.mark.position, transaction },
    };
  }

  /** The first entries without an index: those beyond the mark, and those that came late before it. */
  private waiting(tx: Transaction<'revealer'>): Promise<Waiting[]> {
    const { position, transaction } = this.mark;
    return tx.$queryRaw<Waiting[]>`
      (SELECT p.position, p.id::text AS id, p.entry FROM ledger.pending p
       WHERE p.position > ${position}
         AND NOT EXISTS (SELECT FROM ledger.leaf l WHERE l.pending_id = p.id)
       ORDER BY p.position LIMIT ${BATCH})
      UNION ALL
      (SELECT p.position, p.id::text AS id, p.entry FROM ledger.pending p
       WHERE p.transaction >= ${transaction}::text::xid8 AND p.position <= ${position}
         AND NOT EXISTS (SELECT FROM ledger.leaf l WHERE l.pending_id = p.id)
       ORDER BY p.position LIMIT ${BATCH})
      ORDER BY position LIMIT ${BATCH}`;
  }
}

async function append(tx: Transaction<'revealer'>, leaves: readonly NewLeaf[]): Promise<void> {
  let range = await compactRangeOf(tx);
  await writeLeaves(tx, range.size, leaves);
  const completed: Growth['completed'][number][] = [];
  for (const { hash } of leaves) {
    const growth = grow(range, hash);
    completed.push(...growth.completed);
    range = growth.range;
  }
  await writeSubtrees(tx, completed);
}
