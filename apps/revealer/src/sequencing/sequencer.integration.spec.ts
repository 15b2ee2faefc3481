import { compactRangeOf, writeEntry, type Database } from '@evenhand/adapters/database';
import { MerkleTree, bytesOf, leafHash, rootOf } from '@evenhand/ledger';
import pg from 'pg';
import { examine } from './examination';
import { LogScene } from './log-scene.fake';
import { Sequencer } from './sequencer';

let scene: LogScene;
beforeAll(async () => {
  scene = await new LogScene().open();
});
afterAll(() => scene.close());
beforeEach(() => scene.empty());

/** The database as it is to a process that dies before its n-th statement. */
function stoppedAt(
  database: Database<'revealer'>,
  stop: number,
  onStatement: () => void,
): Database<'revealer'> {
  let left = stop;
  const counted = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(of, name): unknown {
        const found: unknown = Reflect.get(of, name);
        if (typeof found === 'object' && found !== null) return counted(found);
        if (typeof found !== 'function') return found;
        return (...args: unknown[]): unknown => {
          onStatement();
          if ((left -= 1) === 0) throw new Error('dead');
          return Reflect.apply(found, of, args);
        };
      },
    });
  return {
    ...database,
    inTransaction: (work) => database.inTransaction((tx) => work(counted(tx))),
  };
}

async function treeOfEntries(): Promise<MerkleTree> {
  const { rows } = await scene.owner.query<{ entry: string }>(
    'SELECT p.entry FROM ledger.leaf l JOIN ledger.pending p ON p.id = l.pending_id ORDER BY l.index',
  );
  return new MerkleTree(rows.map(({ entry }) => leafHash(bytesOf(entry))));
}

describe('the sequencer', () => {
  it('gives every entry its index, once, in the order in which they were written', async () => {
    const sequencer = scene.sequencer();
    expect(await sequencer.sequence()).toBe(0);
    const first = [await scene.write(), await scene.write(), await scene.write()];
    expect(await sequencer.sequence()).toBe(3);
    const second = [await scene.write(), await scene.write()];
    expect(await sequencer.sequence()).toBe(2);
    expect(await sequencer.sequence()).toBe(0);
    expect(await scene.order()).toEqual([...first, ...second]);
    expect(await scene.count('pending')).toBe(5);
  });

  it('keeps the tree of the entries, whatever pieces it came in', async () => {
    for (const count of [1, 2, 997, 1500, 3, 1]) {
      await scene.writeMany(count);
      expect(await scene.sequencer().sequence()).toBe(count);
    }
    const tree = await treeOfEntries();
    expect(tree.size).toBe(2504);
    const range = await scene.database.inTransaction((tx) => compactRangeOf(tx));
    expect(rootOf(range)).toEqual(tree.root());
    expect(await examine(scene.database)).toMatchObject({ ok: true, leaves: 2504, waiting: 0, faults: [] });
  });

  it('stops between batches when it is told to, and goes on later', async () => {
    await scene.writeMany(2500);
    let batches = 0;
    expect(await scene.sequencer().sequence(() => (batches += 1) <= 1)).toBe(1000);
    expect(await scene.sequencer().sequence()).toBe(1500);
    expect(await examine(scene.database)).toMatchObject({ ok: true, leaves: 2500 });
  });

  it('takes what is committed late, and nothing that is rolled back', async () => {
    const sequencer = scene.sequencer();
    const late = new pg.Client(process.env['DATABASE_URL_WORKER']);
    const never = new pg.Client(process.env['DATABASE_URL_WORKER']);
    await Promise.all([late.connect(), never.connect()]);
    const [lateId, neverId] = [scene.chance.uuid(), scene.chance.uuid()];
    const insert = `INSERT INTO ledger.pending (id, type, entry, created_at) VALUES ($1, 't', '{}', now())`;
    try {
      await late.query('BEGIN');
      await late.query(insert, [lateId]);
      await never.query('BEGIN');
      await never.query(insert, [neverId]);
      const soon = [await scene.write(), await scene.write()];
      expect(await sequencer.sequence()).toBe(2);
      await never.query('ROLLBACK');
      soon.push(await scene.write());
      expect(await sequencer.sequence()).toBe(1);
      expect(await sequencer.sequence()).toBe(0);
      await late.query('COMMIT');
      expect(await sequencer.sequence()).toBe(1);
      expect(await scene.order()).toEqual([...soon, lateId]);
    } finally {
      await Promise.all([late.end(), never.end()]);
    }
  });

  it('reads no more of the log than it has not decided on', async () => {
    const sequencer = scene.sequencer();
    await scene.writeMany(3000);
    await sequencer.sequence();
    // Were the rows before the mark read again, these would be found: their leaves are gone.
    await scene.attack('DELETE FROM ledger.leaf; DELETE FROM ledger.subtree');
    expect(await sequencer.sequence()).toBe(0);
    expect(await scene.sequencer().sequence()).toBe(3000);
  });

  it('takes what is committed late in the middle of a long queue', async () => {
    const insert = `INSERT INTO ledger.pending (id, type, entry, created_at) VALUES ($1, 't', '{}', now())`;
    const late = await Promise.all(
      [1, 2, 3].map(async () => {
        const client = new pg.Client(process.env['DATABASE_URL_WORKER']);
        await client.connect();
        return { client, id: scene.chance.uuid() };
      }),
    );
    const [first, second, third] = late;
    const begin = async (one: typeof first) => {
      await one!.client.query('BEGIN');
      await one!.client.query(insert, [one!.id]);
    };
    const once = () => {
      let batches = 0;
      return () => (batches += 1) <= 1;
    };
    const sequencer = scene.sequencer();
    await begin(first);
    await scene.writeMany(1500);
    await begin(second);
    await scene.writeMany(1500);
    await begin(third);
    expect(await sequencer.sequence(once())).toBe(1000);
    await first!.client.query('COMMIT');
    expect(await sequencer.sequence(once())).toBe(1000);
    await third!.client.query('COMMIT');
    expect(await sequencer.sequence()).toBe(1002);
    await second!.client.query('COMMIT');
    expect(await sequencer.sequence()).toBe(1);
    expect(await sequencer.sequence()).toBe(0);
    const order = await scene.order();
    expect(late.map(({ id }) => order.indexOf(id))).toEqual([1000, 3002, 3001]);
    expect(await examine(scene.database)).toMatchObject({ ok: true, leaves: 3003, waiting: 0 });
    await Promise.all(late.map(({ client }) => client.end()));
  });

  it('is one of several at work and several writers, and loses and doubles nothing', async () => {
    let writing = true;
    const chains = await (async () => {
      const sequencing = [scene.sequencer(), scene.sequencer(), scene.sequencer()].map(async (sequencer) => {
        while (writing) await sequencer.sequence();
      });
      const written = await Promise.all(
        Array.from({ length: 6 }, async () => {
          const chain: string[] = [];
          for (let turn = 0; turn < 40; turn += 1) {
            const id = scene.chance.uuid();
            // Two entries in one transaction, and some transactions that come to nothing.
            await scene.worker
              .inTransaction(async (tx) => {
                await writeEntry(tx, { v: 1, type: 'withdrawn', interview: id }, id, scene.clock.now());
                if (turn % 5 === 4) throw new Error('changed my mind');
              })
              .then(() => chain.push(id))
              .catch(() => undefined);
          }
          return chain;
        }),
      );
      writing = false;
      await Promise.all(sequencing);
      return written;
    })();
    await scene.sequencer().sequence();
    const order = await scene.order();
    expect(order).toHaveLength(6 * 32);
    expect(new Set(order).size).toBe(order.length);
    for (const chain of chains) expect(order.filter((id) => chain.includes(id))).toEqual(chain);
    expect(await examine(scene.database)).toMatchObject({ ok: true, leaves: 192, waiting: 0 });
  }, 60_000);

  it('leaves a whole tree wherever it is stopped', async () => {
    await scene.writeMany(1003);
    let statements = 0;
    for (let stop = 1; ; stop += 1) {
      const sequencer = new Sequencer(stoppedAt(scene.database, stop, () => (statements += 1)));
      const done = await sequencer.sequence().then(
        () => true,
        () => false,
      );
      expect(await examine(scene.database)).toMatchObject({ ok: true, faults: [] });
      expect([0, 1000, 1003]).toContain(await scene.count('leaf'));
      if (done) break;
    }
    expect(statements).toBeGreaterThan(30);
    expect(await examine(scene.database)).toMatchObject({ ok: true, leaves: 1003, waiting: 0 });
  });
});

describe('the database', () => {
  const hash = `sha256('\\x00'::bytea || convert_to(entry, 'UTF8'))`;
  const asRevealer = async (statement: string) => {
    const client = new pg.Client(process.env['DATABASE_URL_REVEALER']);
    await client.connect();
    return client.query(statement).finally(() => client.end());
  };

  beforeEach(async () => {
    await scene.writeMany(3);
    await scene.sequencer().sequence();
    await scene.writeMany(2);
  });

  it.each([
    [
      'an index that leaves a gap',
      `INSERT INTO ledger.leaf SELECT 4, id, ${hash} FROM ledger.pending ORDER BY position DESC LIMIT 1`,
      'no_gaps',
    ],
    [
      'a gap inside a batch',
      `INSERT INTO ledger.leaf SELECT 1 + 2 * row_number() OVER (), id, ${hash} FROM (SELECT * FROM ledger.pending ORDER BY position DESC LIMIT 2) p`,
      'no_gaps',
    ],
    [
      'an index below 0',
      `INSERT INTO ledger.leaf SELECT -1, id, ${hash} FROM ledger.pending ORDER BY position DESC LIMIT 1`,
      'no_gaps',
    ],
    [
      'an index a second time',
      `INSERT INTO ledger.leaf SELECT 2, id, ${hash} FROM ledger.pending ORDER BY position DESC LIMIT 1`,
      'leaf_pkey',
    ],
    [
      'an entry a second time',
      `INSERT INTO ledger.leaf SELECT 3, id, ${hash} FROM ledger.pending ORDER BY position LIMIT 1`,
      'leaf_pending_id_key',
    ],
    [
      'a hash that is not of the entry',
      `INSERT INTO ledger.leaf SELECT 3, id, sha256('x') FROM ledger.pending ORDER BY position DESC LIMIT 1`,
      'leaf_is_entry',
    ],
    [
      'the hash without the prefix of a leaf',
      `INSERT INTO ledger.leaf SELECT 3, id, sha256(convert_to(entry, 'UTF8')) FROM ledger.pending ORDER BY position DESC LIMIT 1`,
      'leaf_is_entry',
    ],
    [
      'an entry that is not there',
      `INSERT INTO ledger.leaf VALUES (3, gen_random_uuid(), sha256('x'))`,
      'leaf_pending_id_fkey',
    ],
    ['a subtree of level 0', `INSERT INTO ledger.subtree VALUES (0, 0, sha256('x'))`, 'subtree_is_one'],
    ['a subtree a second time', `INSERT INTO ledger.subtree VALUES (1, 0, sha256('x'))`, 'subtree_pkey'],
    [
      'a checkpoint of nothing',
      `INSERT INTO ledger.checkpoint VALUES (0, '', now())`,
      'checkpoint_says_something',
    ],
  ])('refuses %s', async (_, statement, constraint) => {
    await expect(asRevealer(statement)).rejects.toMatchObject({ constraint });
  });

  it.each([
    'UPDATE ledger.leaf SET index = 9',
    'DELETE FROM ledger.leaf',
    'TRUNCATE ledger.leaf',
    'DELETE FROM ledger.subtree',
    `UPDATE ledger.subtree SET hash = ''`,
    'TRUNCATE ledger.subtree',
    `UPDATE ledger.checkpoint SET note = ''`,
    'TRUNCATE ledger.checkpoint CASCADE',
  ])('refuses to anybody: %s', async (statement) => {
    await scene.checkpoints().sign();
    await expect(scene.owner.query(statement)).rejects.toMatchObject({ code: '55000' });
    await expect(asRevealer(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it.each(['position', 'transaction'])('lets nobody choose the %s of an entry', async (column) => {
    const worker = new pg.Client(process.env['DATABASE_URL_WORKER']);
    await worker.connect();
    const statement = `INSERT INTO ledger.pending (id, type, entry, created_at, ${column}) VALUES (gen_random_uuid(), 't', '{}', now(), '1')`;
    await expect(worker.query(statement)).rejects.toMatchObject({ code: '42501' });
    await worker.end();
  });
});
