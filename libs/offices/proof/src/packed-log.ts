import type { Database, Transaction } from '@evenhand/adapters/database';
import { Logged, parseCheckpoint, parseNote, type Json, type LogOfPack } from '@evenhand/ledger';
import { NotSignedYet } from './proof.errors';

type Tx = Pick<Transaction<'compliance'>, '$queryRaw' | 'checkpoint' | 'cosignature' | 'logKey'>;

/** Entries read at once while a pack is sent. */
const PAGE = 2_000;

/** The log as far as a pack shows it: up to its last checkpoint. */
export interface PackedLog {
  readonly size: number;
  /** Signed notes with their cosignatures, from the smallest tree to the largest. */
  readonly checkpoints: readonly string[];
  readonly logKey: string;
  /** Entries about the interviews, about reviewers' keys, invitations and published templates. */
  readonly entries: readonly Logged[];
}

/**
 * The log up to the newest checkpoint, with the checkpoints that scorecards were signed over and the newest that a witness
 * has seen.
 *
 * @throws NotSignedYet
 */
export async function packedLog(tx: Tx, interviewIds: readonly string[]): Promise<PackedLog> {
  const newest = await tx.checkpoint.findFirst({ orderBy: { size: 'desc' } });
  const key = await tx.logKey.findFirst({ orderBy: { createdAt: 'desc' } });
  if (!newest || !key) throw new NotSignedYet();
  const size = Number(newest.size);
  const entries = await entriesAbout(tx, interviewIds, size);
  const roots = new Set(entries.map((entry) => entry.text('root')).filter((root) => root !== ''));
  return { size, checkpoints: await notes(tx, [...roots], newest.size), logKey: key.key, entries };
}

async function notes(tx: Tx, roots: readonly string[], newest: bigint): Promise<string[]> {
  const rows = await tx.$queryRaw<{ note: string; lines: string[] }[]>`
    SELECT c.note, coalesce(array_agg(o.line || E'\n' ORDER BY o.witness) FILTER (WHERE o.line IS NOT NULL), '{}') AS lines
    FROM ledger.checkpoint c LEFT JOIN ledger.cosignature o ON o.size = c.size
    WHERE c.size = ${newest} OR c.size = (SELECT max(size) FROM ledger.cosignature WHERE size <= ${newest})
      OR ledger.root_of(c.note) = ANY (${roots}) AND c.size <= ${newest}
    GROUP BY c.size, c.note ORDER BY c.size`;
  return rows.map(({ note, lines }) => `${note}${lines.join('')}`);
}

async function entriesAbout(tx: Tx, interviewIds: readonly string[], size: number): Promise<Logged[]> {
  const rows = await tx.$queryRaw<{ index: bigint; entry: string }[]>`
    SELECT l.index, p.entry FROM ledger.pending p JOIN ledger.leaf l ON l.pending_id = p.id
    WHERE l.index < ${size} AND (p.type IN ('key-enrolled', 'key-retired', 'requisition-published', 'invited')
      OR p.entry::jsonb ->> 'interview' = ANY (${interviewIds}))
    ORDER BY l.index`;
  return rows.map(({ index, entry }) => new Logged(Number(index), JSON.parse(entry) as Record<string, Json>));
}

/** All entries of the log below `size`, in their order. They never change, so no transaction need hold them. */
export async function* leavesBelow(
  database: Database<'compliance'>,
  size: number,
): AsyncGenerator<readonly string[]> {
  for (let from = 0; from < size; from += PAGE) {
    const rows = await database.$queryRaw<{ entry: string }[]>`
      SELECT p.entry FROM ledger.leaf l JOIN ledger.pending p ON p.id = l.pending_id
      WHERE l.index >= ${from} AND l.index < ${Math.min(from + PAGE, size)} ORDER BY l.index`;
    yield rows.map(({ entry }) => entry);
  }
}

/** The log as the claims read it, by what the database says of it: good for wording, not for proving. */
export function logOfPack({ size, checkpoints, entries }: PackedLog): LogOfPack {
  const signed = checkpoints.flatMap((note) => {
    const parsed = parseNote(note);
    const read = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed;
    return read.ok ? [read.value] : [];
  });
  return {
    size,
    root: signed.at(-1)?.root ?? new Uint8Array(32),
    roots: new Map(signed.map((checkpoint) => [checkpoint.size, checkpoint.root])),
    fault: null,
    entries,
  };
}
