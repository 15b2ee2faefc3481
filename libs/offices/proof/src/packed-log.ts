import type { Database, Transaction } from '@evenhand/adapters/database';
import { Logged, parseCheckpoint, parseNote, type Json, type LogOfPack } from '@evenhand/ledger';
import { NotSignedYet } from './proof.errors';

type Tx = Pick<Transaction<'compliance'>, '$queryRaw' | 'checkpoint' | 'cosignature' | 'logKey'>;

/** Entries read at once while a pack is sent. */
const PAGE = 2_000;

/** A checkpoint takes milliseconds when the revealer is there; when it is not, the pack ends with the last one. */
const WAIT_MS = 3_000;
const LOOK_EVERY_MS = 50;
/** Entries get their index nearly in the order in which they were written; looked at are this many more. */
const OUT_OF_ORDER = 1_000;

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
 * Waits, for a short while, until a checkpoint covers everything that the log has about these interviews, and wakes the
 * revealer that signs it: whoever takes a pack right after deciding wants the decision in it.
 */
export async function waitUntilCovered(
  database: Database<'compliance'>,
  interviewIds: readonly string[],
): Promise<void> {
  for (let waited = 0; waited <= WAIT_MS; waited += LOOK_EVERY_MS) {
    const [row] = await database.$queryRaw<{ covered: boolean }[]>`
      WITH reach AS (SELECT coalesce(max(size), 0) AS size FROM ledger.checkpoint),
      last AS (SELECT coalesce(max(p.position), 0) AS position FROM ledger.leaf l JOIN ledger.pending p ON p.id = l.pending_id
               WHERE l.index = (SELECT size - 1 FROM reach))
      SELECT NOT EXISTS (
        SELECT FROM ledger.pending p LEFT JOIN ledger.leaf l ON l.pending_id = p.id
        WHERE p.position > (SELECT position - ${OUT_OF_ORDER} FROM last)
          AND p.entry::jsonb ->> 'interview' = ANY (${interviewIds})
          AND (l.index IS NULL OR l.index >= (SELECT size FROM reach))) AS covered`;
    if (row?.covered === true) return;
    if (waited === 0) await database.$executeRaw`SELECT pg_notify('log_waits', '')`;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/**
 * The log up to the newest checkpoint, with the checkpoints that scorecards were signed over and the newest that a witness
 * has seen.
 *
 * @param brief up to the first checkpoint that covers these interviews instead: how the log grows tells how others get on
 * @throws NotSignedYet
 */
export async function packedLog(
  tx: Tx,
  interviewIds: readonly string[],
  { brief }: { readonly brief: boolean },
): Promise<PackedLog> {
  const newest = brief
    ? await firstOver(tx, interviewIds)
    : await tx.checkpoint.findFirst({ orderBy: { size: 'desc' } });
  const key = await tx.logKey.findFirst({ orderBy: { createdAt: 'desc' } });
  if (!newest || !key) throw new NotSignedYet();
  const size = Number(newest.size);
  const entries = await entriesAbout(tx, interviewIds, size);
  const roots = new Set(entries.map((entry) => entry.text('root')).filter((root) => root !== ''));
  return { size, checkpoints: await notes(tx, [...roots], newest.size), logKey: key.key, entries };
}

/** Taking a pack is an entry as well: counted in, taking it again would show how far the log has come. */
async function firstOver(tx: Tx, interviewIds: readonly string[]): Promise<{ size: bigint } | null> {
  const [first] = await tx.$queryRaw<{ size: bigint }[]>`
    WITH own AS (
      SELECT coalesce(max(l.index), 0) AS last FROM ledger.pending p JOIN ledger.leaf l ON l.pending_id = p.id
      WHERE p.entry::jsonb ->> 'interview' = ANY (${interviewIds}) AND p.type <> 'pack-made'
        AND l.index < (SELECT max(size) FROM ledger.checkpoint))
    SELECT c.size FROM ledger.checkpoint c, own WHERE c.size > own.last
    ORDER BY NOT EXISTS (SELECT FROM ledger.cosignature o WHERE o.size = c.size), c.size LIMIT 1`;
  return first ?? null;
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

/** What entries about the course of an interview tell before it is revealed: who is at work on it, and how far. */
const COURSE = [
  ...['run-declared', 'sealed', 'arm-drawn', 'available', 'assigned', 'unassigned', 'opened', 'rated'],
  ...['locked', 'released', 'withheld', 'unopenable', 'break-glass'],
];

/**
 * All entries of the log below `size`, in their order. They never change, so no transaction need hold them.
 *
 * @param veiled interviews whose course the reader must not know: the entries about it are given by their hashes
 */
export async function* leavesBelow(
  database: Database<'compliance'>,
  size: number,
  veiled: readonly string[],
): AsyncGenerator<readonly string[]> {
  for (let from = 0; from < size; from += PAGE) {
    const rows = await database.$queryRaw<{ entry: string }[]>`
      SELECT CASE WHEN p.type = ANY (${COURSE}) AND p.entry::jsonb ->> 'interview' = ANY (${veiled})
                  THEN '"' || encode(l.hash, 'hex') || '"' ELSE p.entry END AS entry
      FROM ledger.leaf l JOIN ledger.pending p ON p.id = l.pending_id
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
    withheld: 0,
    root: signed.at(-1)?.root ?? new Uint8Array(32),
    roots: new Map(signed.map((checkpoint) => [checkpoint.size, checkpoint.root])),
    fault: null,
    entries,
  };
}
