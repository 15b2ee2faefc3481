import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { parseNote, parseSignerKey, type NoteSigner } from '@evenhand/ledger';
import pg from 'pg';

import { Watcher } from '../support/watcher.ts';

jest.setTimeout(180_000);

const programs = path.resolve(import.meta.dirname, '../../dist/apps/revealer');
const folder = mkdtempSync(path.join(tmpdir(), 'evenhand-log-'));
const keyFile = path.join(folder, 'log.key');
const seenFile = `${keyFile}.last-checkpoint`;
const running = new Set<ChildProcess>();
const owner = new pg.Client(process.env['DATABASE_URL']);
const watcher = new Watcher(owner);

beforeAll(async () => {
  owner.on('error', () => undefined);
  await owner.connect();
});
afterEach(async () => {
  await Promise.all([...running].map((child) => end(child, 'SIGTERM')));
});
afterAll(async () => {
  await owner.end();
  rmSync(folder, { recursive: true, force: true });
});

/** A revealer as it really runs; all of them share one key. */
function start(): ChildProcess {
  const child = spawn(process.execPath, ['--enable-source-maps', path.join(programs, 'main.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL_REVEALER: process.env['DATABASE_URL_REVEALER'],
      REVEALER_KEY_FILE: path.join(folder, 'revealer.json'),
      LOG_CHECKPOINT_SECONDS: '1',
      LOG_LEVEL: 'silent',
    },
  });
  running.add(child);
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

/**
 * Adds entries one by one, each in a transaction of its own; one in five is taken back.
 *
 * @param goOn asked before each, with the number of those before it
 * @returns ids that stay
 */
async function write(goOn: (made: number) => boolean): Promise<string[]> {
  const writer = new pg.Client(process.env['DATABASE_URL_WORKER']);
  await writer.connect();
  const kept: string[] = [];
  for (let one = 0; goOn(one); one += 1) {
    const id = randomUUID();
    await writer.query('BEGIN');
    await writer.query(
      `INSERT INTO ledger.pending (id, type, entry, created_at) VALUES ($1::uuid, 'withdrawn', $2, now())`,
      [id, `{"interview":"${id}","type":"withdrawn","v":1}`],
    );
    // Commits come in another order than positions.
    if (one % 3 === 0) await wait(Math.random() * 30);
    await writer.query(one % 5 === 0 ? 'ROLLBACK' : 'COMMIT');
    if (one % 5 !== 0) kept.push(id);
  }
  await writer.end();
  return kept;
}

const upTo = (count: number) => (made: number) => made < count;
const one = async <T>(sql: string): Promise<T | undefined> =>
  (await owner.query<Record<string, T>>(sql)).rows.map((row) => Object.values(row)[0] as T)[0];
const waiting = () =>
  one<number>(`SELECT count(*)::int FROM ledger.pending p
               WHERE NOT EXISTS (SELECT FROM ledger.leaf l WHERE l.pending_id = p.id)`);
const leaves = async () => (await one<number>('SELECT count(*)::int FROM ledger.leaf')) ?? 0;
const covered = () => one<number>('SELECT coalesce(max(size), 0)::int FROM ledger.checkpoint');
const written = () => one<number>('SELECT count(*)::int FROM ledger.pending');
const damage = () => one<string | null>(`SELECT detail ->> 'damage' FROM jobs.heartbeat WHERE name = 'log'`);

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const stop = Date.now() + 30_000; Date.now() < stop; await wait(50)) if (await holds()) return;
  throw new Error(`Not within thirty seconds: ${what}.`);
}
const allCovered = () => until('everything is covered', async () => (await covered()) === (await written()));

/** The program behind `npm run fsck`. */
async function fsck(
  ...args: string[]
): Promise<{ code: number | null; ok: boolean; faults: { where: string }[] }> {
  const child = spawn(process.execPath, [path.join(programs, 'fsck.js'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], DATABASE_URL_REVEALER: process.env['DATABASE_URL_REVEALER'] },
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...(JSON.parse(output) as { ok: boolean; faults: { where: string }[] }) };
}

async function logKey(): Promise<NoteSigner> {
  const signer = await parseSignerKey(readFileSync(keyFile, 'utf8').trimEnd());
  if (!signer.ok) throw new Error(signer.reason);
  return signer.value;
}

describe('the log, with eight writers at once', () => {
  it('stays whole while its keeper is killed again and again, wherever that strikes it', async () => {
    let killing = true;
    const writing = Promise.all(Array.from({ length: 8 }, () => write(() => killing)));
    for (let kill = 0; kill < 12; kill += 1) {
      const before = await leaves();
      const keeper = start();
      await until('the keeper is at work', async () => (await leaves()) > before);
      await wait(Math.random() * 1200);
      await end(keeper, 'SIGKILL');
      await watcher.look();
    }
    killing = false;
    const kept = (await writing).flat();
    start();
    await allCovered();
    await watcher.look();
    const order = await owner.query<{ id: string }>(
      'SELECT pending_id AS id FROM ledger.leaf ORDER BY index',
    );
    expect(order.rows.map(({ id }) => id).sort()).toEqual([...kept].sort());
    expect(await fsck()).toMatchObject({ code: 0, ok: true });
    expect(watcher.seen).toBeGreaterThan(3);
  });

  it('is one log when two keepers start at once and one of them dies', async () => {
    const keepers = [start(), start()];
    const writing = Promise.all(Array.from({ length: 8 }, () => write(upTo(60))));
    await wait(1500);
    await end(keepers[0] as ChildProcess, 'SIGKILL');
    await writing;
    await allCovered();
    expect(await waiting()).toBe(0);
    await watcher.look();
    const { key } = await logKey();
    expect(
      await fsck('--key', `${key.name}+${key.id}+${Buffer.from([1, ...key.publicKey]).toString('base64')}`),
    ).toMatchObject({
      ok: true,
    });
    expect(await one<number>('SELECT count(*)::int FROM ledger.log_key')).toBe(1);
  });
});

describe('an old back-up that was brought back', () => {
  const tables = ['pending', 'leaf', 'subtree', 'checkpoint'];
  const attack = (statements: string): Promise<unknown> =>
    owner.query(`SET session_replication_role = replica; ${statements}; RESET session_replication_role`);

  it('is not signed by the machine that saw more, and is noticed by everybody else who did', async () => {
    await attack(
      tables.map((table) => `CREATE TABLE public.old_${table} AS SELECT * FROM ledger.${table}`).join(';'),
    );
    const keeper = start();
    await write(upTo(30));
    await allCovered();
    await watcher.look();
    const outside = path.join(folder, 'kept-outside');
    writeFileSync(outside, watcher.note);
    await end(keeper, 'SIGTERM');
    const size = watcher.size;

    const back = tables.map((table) => `INSERT INTO ledger.${table} SELECT * FROM public.old_${table}`);
    await attack([...tables.toReversed().map((table) => `DELETE FROM ledger.${table}`), ...back].join(';'));
    const again = start();
    await until(
      'the damage is told',
      async () => (await damage())?.includes('kept outside the database') === true,
    );
    await write(upTo(5));
    await wait(2500);
    expect(await covered()).toBeLessThan(size);
    await end(again, 'SIGTERM');

    // Another machine that has the key and has seen nothing goes on, and makes another history of it.
    renameSync(seenFile, `${seenFile}.away`);
    start();
    await write(upTo(60));
    await allCovered();
    expect(await covered()).toBeGreaterThan(size);
    await expect(watcher.look()).rejects.toThrow('root');
    const found = await fsck('--checkpoint', outside);
    expect(found).toMatchObject({ code: 1, ok: false });
    expect(found.faults.map(({ where }) => where)).toEqual(['outside checkpoint 1']);
    expect(parseNote(readFileSync(outside, 'utf8')).ok).toBe(true);
  });
});
