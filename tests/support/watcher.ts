import {
  consistencyRanges,
  parseCheckpoint,
  parseNote,
  rootOfLeaves,
  verifyConsistency,
  type Checkpoint,
} from '@evenhand/ledger';
import type pg from 'pg';

/** Somebody outside who keeps the last checkpoint they saw, and takes no other for its continuation without a proof. */
export class Watcher {
  /** Checkpoints looked at. */
  seen = 0;
  /** The last one, as a signed note. */
  note = '';
  private last: Checkpoint | undefined;

  private readonly owner: pg.Client;

  constructor(owner: pg.Client) {
    this.owner = owner;
  }

  /** Entries under the last checkpoint. */
  get size(): number {
    return this.last?.size ?? 0;
  }

  /** Looks at every checkpoint since. @throws Error when one does not continue the last */
  async look(): Promise<void> {
    const { rows } = await this.owner.query<{ note: string }>(
      'SELECT note FROM ledger.checkpoint WHERE size > $1 ORDER BY size',
      [this.size],
    );
    for (const { note } of rows) {
      const parsed = parseNote(note);
      const next = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed;
      if (!next.ok) throw new Error(`${next.where} ${next.reason}`);
      if (this.last) await this.mustContinue(this.last, next.value);
      this.last = next.value;
      this.note = note;
      this.seen += 1;
    }
  }

  private async mustContinue(last: Checkpoint, next: Checkpoint): Promise<void> {
    const { rows } = await this.owner.query<{ hash: Buffer }>('SELECT hash FROM ledger.leaf ORDER BY index');
    const leaves = rows.map(({ hash }) => new Uint8Array(hash));
    const proof = consistencyRanges(last.size, next.size).map(({ start, end: stop }) =>
      rootOfLeaves(leaves.slice(start, stop)),
    );
    const verdict = verifyConsistency({
      size1: last.size,
      root1: last.root,
      size2: next.size,
      root2: next.root,
      proof,
    });
    if (!verdict.ok) throw new Error(`${verdict.where} ${verdict.reason}`);
  }
}
