import type { CompactRange, Hash, LeafRange, Subtree } from '@evenhand/ledger';
import { readCompactRange, rootOfSubtrees, subtreesOf } from '@evenhand/ledger';
import type { PrismaClient } from './generated/client';
import { LogDamaged } from './log-tree.errors';

/** Any role that may read the tree. */
type Tx = Pick<PrismaClient, '$queryRaw'>;

/** How many leaves the tree has. */
export async function sizeOf(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<
    { size: bigint }[]
  >`SELECT coalesce(max(index) + 1, 0) AS size FROM ledger.leaf`;
  return Number(row?.size ?? 0);
}

/** The tree as far as it must be known to grow. @throws LogDamaged */
export async function compactRangeOf(tx: Tx): Promise<CompactRange> {
  const size = await sizeOf(tx);
  const range = readCompactRange(size, await rootsOf(tx, subtreesOf({ start: 0, end: size })));
  if (!range.ok) throw new LogDamaged(range.where, range.reason);
  return range.value;
}

/** The roots over ranges of leaves, such as make up a proof. @throws LogDamaged */
export async function rootsOver(tx: Tx, ranges: readonly LeafRange[]): Promise<Hash[]> {
  const parts = ranges.map(subtreesOf);
  const hashes = await rootsOf(tx, parts.flat());
  let from = 0;
  return parts.map((part) => rootOfSubtrees(hashes.slice(from, (from += part.length))));
}

/** The roots of complete subtrees, in the order asked for. @throws LogDamaged when one is missing */
async function rootsOf(tx: Tx, subtrees: readonly Subtree[]): Promise<Hash[]> {
  const rows = await tx.$queryRaw<{ hash: Uint8Array | null }[]>`
    SELECT coalesce(s.hash, l.hash) AS hash
    FROM unnest(${subtrees.map(({ level }) => level)}::int[], ${subtrees.map(({ index }) => index)}::bigint[])
      WITH ORDINALITY AS wanted (level, index, ordinality)
    LEFT JOIN ledger.subtree s ON s.level = wanted.level AND s.index = wanted.index
    LEFT JOIN ledger.leaf l ON wanted.level = 0 AND l.index = wanted.index
    ORDER BY wanted.ordinality`;
  return rows.map(({ hash }, at) => {
    const { level, index } = subtrees[at] ?? { level: -1, index: -1 };
    if (hash === null) throw new LogDamaged(`subtree ${index} of level ${level}`, 'is missing');
    return new Uint8Array(hash);
  });
}
