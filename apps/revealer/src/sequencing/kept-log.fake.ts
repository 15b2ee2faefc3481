import type { Database } from '@evenhand/adapters/database';
import { LogCoverage, type Clock } from '@evenhand/domain';
import { formatSignerKey, parseSignerKey } from '@evenhand/ledger';
import { createLog } from '@evenhand/platform';
import type pg from 'pg';
import { ProvedEvidence } from '../checking/proved-evidence';
import { Checkpoints } from './checkpoints';
import { LastSeen } from './last-seen';
import { LogKeeper } from './log-keeper';
import { Sequencer } from './sequencer';

/** The key of the log, for programs that run beside the test. */
export const logKey = await formatSignerKey('log.example/1', new Uint8Array(32).fill(1));

/** What the last checkpoint outside the database would be: none, as after a move to another machine. */
class NothingSeen extends LastSeen {
  override note = () => Promise.resolve(undefined);
  override keep = () => Promise.resolve();
}

/** Signs nothing while it sleeps. */
class Keeper extends LogKeeper {
  asleep = false;

  override cover() {
    return this.asleep ? Promise.resolve(this.stands.checkpoint) : super.cover();
  }
}

/** A log that is signed whenever somebody asks for it, and the evidence that it proves. */
export class KeptLog extends LogCoverage {
  evidence!: ProvedEvidence;
  private keeper!: Keeper;

  constructor(
    private readonly database: Database<'revealer'>,
    private readonly owner: pg.Client,
    private readonly clock: Clock,
  ) {
    super();
  }

  async open(): Promise<void> {
    const signer = await parseSignerKey(logKey);
    if (!signer.ok) throw new Error(signer.reason);
    const checkpoints = new Checkpoints(this.database, signer.value, new NothingSeen(''), this.clock);
    const settings = { LOG_CHECKPOINT_SECONDS: 60 };
    const sequencer = new Sequencer(this.database);
    this.keeper = new Keeper(sequencer, checkpoints, this.clock, settings, createLog('revealer', 'silent'));
    this.evidence = new ProvedEvidence(this.database, this.keeper);
  }

  /** Whether nobody signs at present, though somebody asks. */
  sleep(asleep: boolean): void {
    this.keeper.asleep = asleep;
  }

  /** Signs a checkpoint over everything that was written. */
  async sign(): Promise<void> {
    await this.keeper.cover();
  }

  override async coversArm(): Promise<boolean> {
    await this.sign();
    return true;
  }

  /** Makes the whole log anew over the entries as they are now, as somebody could who holds its key and has no witness. */
  async rebuild(): Promise<void> {
    for (const table of ['checkpoint', 'subtree', 'leaf'])
      await this.owner.query(`DELETE FROM ledger.${table}`);
    await this.open();
    await this.sign();
  }
}
