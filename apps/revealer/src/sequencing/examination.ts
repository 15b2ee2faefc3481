import type { Database } from '@evenhand/adapters/database';
import type { Checked, Checkpoint, CompactRange, Growth, Hash, VerifierKey } from '@evenhand/ledger';
import {
  accept,
  bytesOf,
  EMPTY_RANGE,
  grow,
  leafHash,
  openCheckpoint,
  parseCanonical,
  parseCheckpoint,
  parseNote,
  rootOf,
} from '@evenhand/ledger';

/** Something in the stored log that is not as it must be. */
export interface Fault {
  readonly where: string;
  readonly reason: string;
}

/** What became of looking through the whole log. */
export interface Findings {
  readonly ok: boolean;
  readonly leaves: number;
  readonly subtrees: number;
  /** Those stored; the ones from outside are not counted. */
  readonly checkpoints: number;
  /** Entries that have no index yet. */
  readonly waiting: number;
  /** The first hundred. */
  readonly faults: readonly Fault[];
}

/** What to hold the log against. */
export interface Outside {
  /** The log's key, as somebody outside knows it; without it signatures are not looked at. */
  readonly logKey?: VerifierKey;
  /** Checkpoints that somebody outside has kept, as signed notes. */
  readonly checkpoints?: readonly string[];
}

const PAGE = 5000;
const MAX_FAULTS = 100;

/**
 * Derives the whole tree again from the raw entries and compares: every leaf, every subtree, every checkpoint, and those
 * that others have kept. Believes nothing that is stored but the entries. The sequencer may be at work meanwhile.
 */
export async function examine(database: Database<'revealer'>, outside: Outside = {}): Promise<Findings> {
  return new Examination(database, outside.logKey).run(outside.checkpoints ?? []);
}

interface LeafRow {
  readonly index: bigint;
  readonly hash: Uint8Array;
  readonly entry: string | null;
}

class Examination {
  private readonly faults: Fault[] = [];
  private readonly claims: { readonly where: string; readonly checkpoint: Checkpoint }[] = [];
  /** The root the tree had at each size that a checkpoint speaks of. */
  private readonly roots = new Map<number, Hash>();

  constructor(
    private readonly database: Database<'revealer'>,
    private readonly logKey: VerifierKey | undefined,
  ) {}

  async run(outside: readonly string[]): Promise<Findings> {
    // Before the leaves: what a checkpoint covers was there when it was signed.
    const stored = await this.database.checkpoint.findMany({ orderBy: { size: 'asc' } });
    for (const { size, note } of stored) await this.claim(`checkpoint ${size}`, note, Number(size));
    for (const [at, note] of outside.entries()) await this.claim(`outside checkpoint ${at + 1}`, note);

    const { range, subtrees } = await this.deriveTree();
    await this.compareCount(range.size, subtrees);
    for (const { where, checkpoint } of this.claims) this.compareRoot(where, checkpoint, range.size);
    return {
      ok: this.faults.length === 0,
      leaves: range.size,
      subtrees,
      checkpoints: stored.length,
      waiting: await this.waiting(),
      faults: this.faults.slice(0, MAX_FAULTS),
    };
  }

  private async claim(where: string, note: string, size?: number): Promise<void> {
    const opened = await this.open(note);
    if (!opened.ok) return this.fault(`${where}, ${opened.where}`, opened.reason);
    this.claims.push({ where, checkpoint: opened.value });
    if (size !== undefined && opened.value.size !== size) {
      this.fault(where, `speaks of ${opened.value.size} entries`);
    }
  }

  private async open(note: string): Promise<Checked<Checkpoint>> {
    if (this.logKey) {
      const opened = await openCheckpoint(note, { logKey: this.logKey });
      return opened.ok ? accept(opened.value.checkpoint) : opened;
    }
    const parsed = parseNote(note);
    return parsed.ok ? parseCheckpoint(parsed.value.text) : parsed;
  }

  /** Goes through the entries by index, as far as there is no gap. */
  private async deriveTree(): Promise<{ range: CompactRange; subtrees: number }> {
    const sizes = new Set(this.claims.map(({ checkpoint }) => checkpoint.size));
    let range = EMPTY_RANGE;
    let subtrees = 0;
    for (;;) {
      const page = await this.page(range.size);
      const completed: Growth['completed'][number][] = [];
      for (const row of page) {
        if (Number(row.index) !== range.size) {
          this.fault(`leaf ${range.size}`, 'is missing');
          return { range, subtrees };
        }
        const growth = grow(range, this.derive(row));
        completed.push(...growth.completed);
        range = growth.range;
        if (sizes.has(range.size)) this.roots.set(range.size, rootOf(range));
      }
      await this.compareSubtrees(completed);
      subtrees += completed.length;
      if (page.length < PAGE) return { range, subtrees };
    }
  }

  private page(from: number): Promise<LeafRow[]> {
    return this.database.$queryRaw`
      SELECT l.index, l.hash, p.entry FROM ledger.leaf l LEFT JOIN ledger.pending p ON p.id = l.pending_id
      WHERE l.index >= ${from} ORDER BY l.index LIMIT ${PAGE}`;
  }

  private derive({ index, hash, entry }: LeafRow): Hash {
    const where = `leaf ${index}`;
    if (entry === null) {
      this.fault(where, 'has no entry');
      return new Uint8Array(hash);
    }
    const canonical = parseCanonical(entry);
    if (!canonical.ok) this.fault(`${where}, ${canonical.where}`, canonical.reason);
    const derived = leafHash(bytesOf(entry));
    if (!Buffer.from(derived).equals(hash)) this.fault(where, 'is not the hash of its entry');
    return derived;
  }

  private async compareSubtrees(derived: Growth['completed']): Promise<void> {
    const levels = derived.map(({ level }) => level);
    const indexes = derived.map(({ index }) => index);
    const rows = await this.database.$queryRaw<{ hash: Uint8Array | null }[]>`
      SELECT s.hash FROM unnest(${levels}::int[], ${indexes}::bigint[]) WITH ORDINALITY AS wanted (level, index, place)
      LEFT JOIN ledger.subtree s ON s.level = wanted.level AND s.index = wanted.index
      ORDER BY wanted.place`;
    for (const [at, { level, index, hash }] of derived.entries()) {
      const stored = rows[at]?.hash ?? null;
      const where = `subtree ${index} of level ${level}`;
      if (stored === null) this.fault(where, 'is missing');
      else if (!Buffer.from(hash).equals(stored)) this.fault(where, 'is not the root over its leaves');
    }
  }

  /** Subtrees beside those derived: among the leaves that were gone through, or over leaves that are not there. */
  private async compareCount(size: number, derived: number): Promise<void> {
    const [stored] = await this.database.$queryRaw<{ inside: bigint; beyond: bigint }[]>`
      WITH reach AS (SELECT (index + 1) * power(2::numeric, level) AS leaves FROM ledger.subtree)
      SELECT count(*) FILTER (WHERE leaves <= ${size}) AS inside,
             count(*) FILTER (WHERE leaves > (SELECT coalesce(max(index) + 1, 0) FROM ledger.leaf)) AS beyond
      FROM reach`;
    const more = Number(stored?.inside ?? 0) - derived + Number(stored?.beyond ?? 0);
    if (more > 0) this.fault('subtrees', `are ${more} more than the leaves complete`);
  }

  private compareRoot(where: string, { size, root }: Checkpoint, leaves: number): void {
    const derived = this.roots.get(size);
    if (size > leaves) this.fault(where, `has ${size} entries, the log only ${leaves}`);
    else if (derived && !Buffer.from(derived).equals(root)) {
      this.fault(where, 'has another root than the log at that size');
    }
  }

  private async waiting(): Promise<number> {
    const [row] = await this.database.$queryRaw<{ waiting: bigint }[]>`
      SELECT count(*) AS waiting FROM ledger.pending p
      WHERE NOT EXISTS (SELECT FROM ledger.leaf l WHERE l.pending_id = p.id)`;
    return Number(row?.waiting ?? 0);
  }

  private fault(where: string, reason: string): void {
    this.faults.push({ where, reason });
  }
}
