import { rootsOver } from '@evenhand/adapters/database';
import {
  consistencyRanges,
  inclusionRanges,
  noteSigner,
  openCheckpoint,
  verifyConsistency,
  verifyInclusion,
} from '@evenhand/ledger';
import { examine } from './examination';
import { LogScene } from './log-scene.fake';

let scene: LogScene;
beforeAll(async () => {
  scene = await new LogScene().open();
});
afterAll(() => scene.close());
beforeEach(() => scene.empty());

/** Adds entries, sequences and signs. */
async function grown(count: number): Promise<string> {
  await scene.writeMany(count);
  await scene.sequencer().sequence();
  return (await scene.checkpoints().sign()) ?? '';
}

async function read(note: string) {
  const opened = await openCheckpoint(note, { logKey: scene.signer.key });
  if (!opened.ok) throw new Error(`${opened.where} ${opened.reason}`);
  return opened.value.checkpoint;
}

const signing = () => scene.checkpoints().sign();

describe('checkpoints', () => {
  it('are signed over what there is, and not twice', async () => {
    expect(await signing()).toBeNull();
    await scene.writeMany(2);
    expect(await signing()).toBeNull();
    const note = await grown(1);
    expect(await read(note)).toMatchObject({ origin: 'log.example/1', size: 3, extensions: [] });
    expect(await signing()).toBe(note);
    expect(await scene.count('checkpoint')).toBe(1);
    expect(scene.lastSeen.last).toBe(note);
  });

  it('continue each other, and what is stored proves it and every entry', async () => {
    const notes: string[] = [];
    for (const count of [1, 1, 3, 8, 1, 20]) notes.push(await grown(count));
    const checkpoints = await Promise.all(notes.map(read));
    const [last] = checkpoints.slice(-1);
    await scene.database.inTransaction(async (tx) => {
      for (const { size, root } of checkpoints) {
        const proof = await rootsOver(tx, consistencyRanges(size, last!.size));
        const claim = { size1: size, root1: root, size2: last!.size, root2: last!.root, proof };
        expect(verifyConsistency(claim)).toEqual({ ok: true });
        const { rows } = await scene.owner.query<{ hash: Buffer }>(
          'SELECT hash FROM ledger.leaf ORDER BY index',
        );
        for (let index = 0; index < size; index += 1) {
          const path = await rootsOver(tx, inclusionRanges(index, size));
          const leafHash = new Uint8Array(rows[index]!.hash);
          expect(verifyInclusion({ index, size, leafHash, proof: path, root })).toEqual({ ok: true });
        }
      }
    });
  });

  it('are taken up after a kill between the database and the file beside it', async () => {
    const older = await grown(2);
    const newer = await grown(2);
    scene.lastSeen.last = older;
    expect(await signing()).toBe(newer);
    expect(scene.lastSeen.last).toBe(newer);
    delete scene.lastSeen.last;
    expect(await signing()).toBe(newer);
  });

  it.each([
    [
      'a subtree was changed',
      `UPDATE ledger.subtree SET hash = sha256('x') WHERE level = 2 AND index = 0`,
      /the last checkpoint is not the beginning/,
    ],
    [
      'a subtree is gone',
      'DELETE FROM ledger.subtree WHERE level = 2 AND index = 0',
      /subtree 0 of level 2 is missing/,
    ],
    [
      'the tail was cut off',
      'DELETE FROM ledger.leaf WHERE index >= 4; DELETE FROM ledger.checkpoint',
      /kept outside the database has 6 entries, the log only 4/,
    ],
    [
      'all of it is gone',
      'DELETE FROM ledger.leaf; DELETE FROM ledger.subtree; DELETE FROM ledger.checkpoint',
      /kept outside the database has 6 entries, the log only 0/,
    ],
    [
      'the last checkpoint was changed',
      `UPDATE ledger.checkpoint SET note = replace(note, E'\\n6\\n', E'\\n5\\n')`,
      /the last checkpoint, signature 1 invalid signature/,
    ],
  ])('are refused when %s', async (_, attack, words) => {
    await grown(6);
    await scene.attack(attack);
    await expect(signing()).rejects.toMatchObject({
      code: 'log-damaged',
      message: expect.stringMatching(words),
    });
  });

  it('are signed again over the same entries in the same order, when only the tree was lost', async () => {
    const before = await grown(6);
    await scene.attack('DELETE FROM ledger.leaf; DELETE FROM ledger.subtree; DELETE FROM ledger.checkpoint');
    await scene.sequencer().sequence();
    expect(await signing()).toBe(before);
  });

  it('are refused over another history, though all of the database fits it', async () => {
    await grown(6);
    const { last } = scene.lastSeen;
    await scene.empty();
    await scene.writeMany(6);
    await scene.sequencer().sequence();
    scene.lastSeen.last = last;
    await expect(signing()).rejects.toThrow(
      'the checkpoint kept outside the database is not the beginning of the log',
    );
    expect(await scene.count('checkpoint')).toBe(0);
  });

  it('are refused to another key of the same name, and to another name', async () => {
    await grown(2);
    for (const signer of [noteSigner('log.example/2', scene.key)]) {
      await expect(scene.checkpoints(signer).sign()).rejects.toMatchObject({ code: 'log-damaged' });
    }
  });
});

describe('looking through the log', () => {
  beforeEach(async () => {
    await grown(5);
    await grown(6);
  });

  it('finds nothing where nothing is wrong', async () => {
    await scene.writeMany(2);
    expect(
      await examine(scene.database, { logKey: scene.signer.key, checkpoints: [scene.lastSeen.last ?? ''] }),
    ).toEqual({
      ok: true,
      leaves: 11,
      subtrees: 8,
      checkpoints: 2,
      waiting: 2,
      faults: [],
    });
  });

  const second = `(SELECT pending_id FROM ledger.leaf WHERE index = 2)`;
  it.each([
    [
      'an entry that was changed',
      `UPDATE ledger.pending SET entry = replace(entry, 'withdrawn', 'decided') WHERE id = ${second}`,
      'leaf 2',
    ],
    [
      'an entry that is not canonical',
      `UPDATE ledger.pending SET entry = entry || ' ' WHERE id = ${second}`,
      'leaf 2, character',
    ],
    ['an entry that is gone', `DELETE FROM ledger.pending WHERE id = ${second}`, 'leaf 2'],
    ['a leaf that was changed', `UPDATE ledger.leaf SET hash = sha256('x') WHERE index = 2`, 'leaf 2'],
    ['a leaf that is gone', 'DELETE FROM ledger.leaf WHERE index = 2', 'leaf 2'],
    [
      'leaves that were exchanged',
      `UPDATE ledger.leaf SET index = CASE index WHEN 1 THEN 102 ELSE 101 END WHERE index IN (1, 2); UPDATE ledger.leaf SET index = index - 100 WHERE index > 100`,
      'subtree 0 of level 1',
    ],
    [
      'entries that were exchanged',
      `UPDATE ledger.leaf SET pending_id = gen_random_uuid() WHERE index = 2`,
      'leaf 2',
    ],
    [
      'a subtree that was changed',
      `UPDATE ledger.subtree SET hash = sha256('x') WHERE level = 2 AND index = 1`,
      'subtree 1 of level 2',
    ],
    ['a subtree that is gone', 'DELETE FROM ledger.subtree WHERE level = 3', 'subtree 0 of level 3'],
    ['a subtree too many', `INSERT INTO ledger.subtree VALUES (40, 7, sha256('x'))`, 'subtrees'],
    [
      'a subtree over leaves that are not there yet',
      `INSERT INTO ledger.subtree VALUES (1, 5, sha256('x'))`,
      'subtrees',
    ],
    [
      'a checkpoint that was changed',
      `UPDATE ledger.checkpoint SET note = replace(note, E'\\n5\\n', E'\\n4\\n') WHERE size = 5`,
      'checkpoint 5',
    ],
    ['a checkpoint at another size', 'UPDATE ledger.checkpoint SET size = 6 WHERE size = 5', 'checkpoint 6'],
    ['a tail that was cut off', 'DELETE FROM ledger.leaf WHERE index > 8', 'checkpoint 11'],
  ])('finds %s', async (_, attack, where) => {
    await scene.attack(attack);
    const { ok, faults } = await examine(scene.database);
    expect(ok).toBe(false);
    expect(faults.some((fault) => fault.where.startsWith(where))).toBe(true);
  });

  it('finds a log that was rebuilt whole only with what somebody outside has kept', async () => {
    const kept = scene.lastSeen.last ?? '';
    const rebuilt = async (entry: string) => {
      await scene.empty();
      await scene.writeMany(12);
      await scene.attack(
        `UPDATE ledger.pending SET entry = '${entry}' WHERE position = (SELECT min(position) FROM ledger.pending)`,
      );
      await scene.sequencer().sequence();
      await signing();
    };
    await rebuilt('{"forged":true}');
    expect(await examine(scene.database, { logKey: scene.signer.key })).toMatchObject({
      ok: true,
      leaves: 12,
    });
    expect(await examine(scene.database, { logKey: scene.signer.key, checkpoints: [kept] })).toMatchObject({
      ok: false,
      faults: [{ where: 'outside checkpoint 1', reason: 'has another root than the log at that size' }],
    });
  });

  it('believes only checkpoints by the key it is given', async () => {
    const other = noteSigner('log.example/other', scene.key).key;
    const { faults } = await examine(scene.database, { logKey: other });
    expect(faults.map(({ reason }) => reason)).toEqual([
      'no verifiable signatures',
      'no verifiable signatures',
    ]);
  });
});
