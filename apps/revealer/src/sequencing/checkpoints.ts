import {
  compactRangeOf,
  databaseOf,
  LogDamaged,
  rootsOver,
  type Database,
  type Transaction,
} from '@evenhand/adapters/database';
import { Clock } from '@evenhand/domain';
import type { Checkpoint, Hash, NoteSigner } from '@evenhand/ledger';
import {
  consistencyRanges,
  formatCheckpoint,
  openCheckpoint,
  rootOf,
  signNote,
  verifyConsistency,
} from '@evenhand/ledger';
import { Inject, Injectable } from '@nestjs/common';
import type { LastSeen } from './last-seen';
import { holdTree } from './new-leaves';

/** Nest token of the key that signs checkpoints. */
export const LOG_KEY = 'log-key';
/** Nest token of the checkpoint kept outside the database. */
export const LAST_SEEN = 'last-seen';

type Tx = Transaction<'revealer'>;

/**
 * Signs what the log is (C2SP tlog-checkpoint). Never signs what is inconsistent with a checkpoint signed before: each is
 * proved against the last one in the database and the last one kept outside it.
 */
@Injectable()
export class Checkpoints {
  constructor(
    @Inject(databaseOf('revealer')) private readonly database: Database<'revealer'>,
    @Inject(LOG_KEY) private readonly signer: NoteSigner,
    @Inject(LAST_SEEN) private readonly lastSeen: LastSeen,
    private readonly clock: Clock,
  ) {}

  /**
   * Signs a checkpoint over all leaves there are.
   *
   * @returns the signed note, also when it was there already; null while the log is empty
   * @throws LogDamaged
   */
  async sign(): Promise<string | null> {
    const seen = await this.lastSeen.note();
    const note = await this.database.inTransaction((tx) => this.signOver(tx, seen));
    // Afterwards: a kill in between leaves an older one here, and the newer one is proved against it next time.
    if (note !== null && note !== seen) await this.lastSeen.keep(note);
    return note;
  }

  private async signOver(tx: Tx, seen: string | undefined): Promise<string | null> {
    await holdTree(tx);
    const range = await compactRangeOf(tx);
    const now = { size: range.size, root: rootOf(range) };
    const stored = await tx.checkpoint.findFirst({ orderBy: { size: 'desc' } });
    if (stored) await this.mustContinue(tx, stored.note, 'the last checkpoint', now);
    if (seen !== undefined)
      await this.mustContinue(tx, seen, 'the checkpoint kept outside the database', now);
    if (stored && Number(stored.size) === now.size) return stored.note;
    if (now.size === 0) return null;
    const text = formatCheckpoint({ origin: this.signer.key.name, ...now });
    const note = await signNote(text, [this.signer]);
    const signedAt = new Date(this.clock.now());
    await tx.checkpoint.createMany({ data: { size: BigInt(now.size), note, signedAt } });
    return note;
  }

  private async mustContinue(
    tx: Tx,
    note: string,
    name: string,
    now: { size: number; root: Hash },
  ): Promise<void> {
    const opened = await openCheckpoint(note, { logKey: this.signer.key });
    if (!opened.ok) throw new LogDamaged(`${name}, ${opened.where}`, opened.reason);
    const { size, root }: Checkpoint = opened.value.checkpoint;
    if (size > now.size) throw new LogDamaged(name, `has ${size} entries, the log only ${now.size}`);
    const proof = await rootsOver(tx, consistencyRanges(size, now.size));
    const verdict = verifyConsistency({ size1: size, root1: root, size2: now.size, root2: now.root, proof });
    if (!verdict.ok) throw new LogDamaged(name, 'is not the beginning of the log');
  }
}
