import { openDatabase, writeEntry, type Database } from '@evenhand/adapters/database';
import { SeededChance, StillClock } from '@evenhand/domain/testing';
import type { Ed25519Key, NoteSigner } from '@evenhand/ledger';
import { ed25519KeyOf, noteSigner } from '@evenhand/ledger';
import pg from 'pg';
import { Checkpoints } from './checkpoints';
import type { LastSeen } from './last-seen';
import { Sequencer } from './sequencer';

/** A checkpoint kept outside the database, in memory. */
class Remembered implements Pick<LastSeen, 'note' | 'keep'> {
  constructor(public last?: string) {}

  note(): Promise<string | undefined> {
    return Promise.resolve(this.last);
  }

  keep(note: string): Promise<void> {
    this.last = note;
    return Promise.resolve();
  }
}

/** A log in a database of its own, written to as the worker and sequenced as the revealer; the owner plays the attacker. */
export class LogScene {
  readonly clock = new StillClock();
  readonly chance = new SeededChance(7);
  readonly worker: Database<'worker'> = openDatabase('worker', process.env['DATABASE_URL_WORKER'] ?? '');
  readonly database: Database<'revealer'> = openDatabase(
    'revealer',
    process.env['DATABASE_URL_REVEALER'] ?? '',
  );
  readonly owner = new pg.Client(process.env['DATABASE_URL']);
  readonly lastSeen = new Remembered();
  signer!: NoteSigner;
  key!: Ed25519Key;

  async open(): Promise<this> {
    this.owner.on('error', () => undefined);
    await this.owner.connect();
    this.key = await ed25519KeyOf(new Uint8Array(32).fill(1));
    this.signer = noteSigner('log.example/1', this.key);
    return this;
  }

  async close(): Promise<void> {
    await this.owner.end();
    await this.worker.close();
    await this.database.close();
  }

  /** As after a start: nothing is known of what was sequenced before. */
  sequencer(): Sequencer {
    return new Sequencer(this.database);
  }

  checkpoints(signer = this.signer): Checkpoints {
    return new Checkpoints(this.database, signer, this.lastSeen as LastSeen, this.clock);
  }

  /** Adds an entry in a transaction of its own and tells its id. */
  async write(id = this.chance.uuid()): Promise<string> {
    const entry = { v: 1, type: 'withdrawn', interview: id } as const;
    await this.worker.inTransaction((tx) => writeEntry(tx, entry, id, this.clock.now()));
    return id;
  }

  /** Adds many entries at once. */
  async writeMany(count: number): Promise<void> {
    await this.owner.query(
      `INSERT INTO ledger.pending (id, type, entry, created_at)
       SELECT id, 'withdrawn', '{"interview":"' || id || '","type":"withdrawn","v":1}', now()
       FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, $1)) AS made`,
      [count],
    );
  }

  /** Ids of the entries by index. */
  async order(): Promise<string[]> {
    const { rows } = await this.owner.query<{ id: string }>(
      'SELECT pending_id AS id FROM ledger.leaf ORDER BY index',
    );
    return rows.map(({ id }) => id);
  }

  async count(table: 'pending' | 'leaf' | 'subtree' | 'checkpoint'): Promise<number> {
    const { rows } = await this.owner.query<{ count: string }>(`SELECT count(*) FROM ledger.${table}`);
    return Number(rows[0]?.count);
  }

  /** A statement of somebody who owns the database and has put its triggers to sleep. */
  async attack(statement: string): Promise<void> {
    await this.owner.query(
      `SET session_replication_role = replica; ${statement}; RESET session_replication_role`,
    );
  }

  /** Begins anew. */
  async empty(): Promise<void> {
    for (const table of ['checkpoint', 'subtree', 'leaf', 'pending'])
      await this.attack(`DELETE FROM ledger.${table}`);
    delete this.lastSeen.last;
  }
}
