import { LogDamaged } from '@evenhand/adapters/database';
import { Clock } from '@evenhand/domain';
import { parseCheckpoint, parseNote, type Checkpoint } from '@evenhand/ledger';
import { LOG, SETTINGS, type Log, type Settings } from '@evenhand/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Checkpoints } from './checkpoints';
import { Sequencer } from './sequencer';

/** How the log stands, as far as this process knows. */
export interface Standing {
  /** Null before the first. */
  readonly checkpoint: Checkpoint | null;
  readonly signedAt: number | null;
  /** What is wrong with the log, for people; null when nothing is. */
  readonly damage: string | null;
}

/**
 * Keeps the log: gives entries their index and signs checkpoints, one thing at a time. Does no harm when another process does
 * the same: the tree has a lock of its own.
 */
@Injectable()
export class LogKeeper {
  private standing: Standing = { checkpoint: null, signedAt: null, damage: null };
  /** Something may have its index and no checkpoint over it. After a start nobody knows. */
  private unsigned = true;
  private turn: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;

  constructor(
    private readonly sequencer: Sequencer,
    private readonly checkpoints: Checkpoints,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'LOG_CHECKPOINT_SECONDS'>,
    @Inject(LOG) private readonly log: Log,
  ) {}

  get stands(): Standing {
    return this.standing;
  }

  /**
   * Gives indexes, and signs when something is new and the last checkpoint is old enough.
   *
   * @param goOn asked before each batch: false when another process leads now, or this one is to stop
   */
  keep(goOn: () => boolean = () => true): Promise<void> {
    return this.after(async () => {
      if ((await this.sequencer.sequence(goOn)) > 0) this.unsigned = true;
      const { signedAt } = this.standing;
      const every = this.settings.LOG_CHECKPOINT_SECONDS * 1000;
      if (this.unsigned && (signedAt === null || this.clock.now() - signedAt >= every)) await this.sign();
    });
  }

  /**
   * Signs a checkpoint over everything that was committed before the call. Calls that come while one is under way share the
   * next one.
   *
   * @returns the checkpoint, or null while the log is empty
   * @throws LogDamaged
   */
  async cover(): Promise<Checkpoint | null> {
    this.next ??= this.after(async () => {
      this.next = undefined;
      // Signs in any case: another process may have given the index and not signed yet.
      await this.sequencer.sequence();
      await this.sign();
    });
    await this.next;
    return this.standing.checkpoint;
  }

  private after(work: () => Promise<void>): Promise<void> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async sign(): Promise<void> {
    try {
      const note = await this.checkpoints.sign();
      this.unsigned = false;
      this.standing = {
        checkpoint: note === null ? null : checkpointOf(note),
        signedAt: note === null ? null : this.clock.now(),
        damage: null,
      };
    } catch (trouble) {
      if (!(trouble instanceof LogDamaged)) throw trouble;
      if (this.standing.damage === null) this.log.fatal({ code: trouble.code }, trouble.message);
      this.standing = { ...this.standing, signedAt: this.clock.now(), damage: trouble.message };
      throw trouble;
    }
  }
}

function checkpointOf(note: string): Checkpoint {
  const parsed = parseNote(note);
  const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed;
  if (!checkpoint.ok) throw new LogDamaged(checkpoint.where, checkpoint.reason);
  return checkpoint.value;
}
