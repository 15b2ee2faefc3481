/**
 * The log against bare PostgreSQL in the same run: entries appended by one writer and by eight against rows inserted into a
 * plain table, while the revealer keeps the log; how fast a backlog gets its place; proofs; and how long a reveal takes
 * after the last lock, against one checkpoint, of which it needs two.
 *
 *     node tests/bench/log.ts [seconds of each measurement, 3] [entries that are there already, 20000]
 *
 * Needs the built revealer (`npm run build`).
 */
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import pg from 'pg';

import { startThrowawayPostgres } from '../../apps/launcher/src/postgres/throwaway-postgres.ts';
import migrateTemplate from '../support/global-setup.ts';
import { asAdministrator, onServer, TEMPLATE } from '../support/test-database.ts';
import { load } from './libraries.ts';
import { median } from './median.ts';

const [seconds = 3, backlog = 20_000] = process.argv.slice(2).map(Number);
const revealer = path.resolve(import.meta.dirname, '../../dist/apps/revealer/main.js');
const repeats = 15;

interface Kept {
  sign(): Promise<void>;
}
interface Scene {
  readonly keptLog: Kept;
  open(): Promise<Scene>;
  close(): Promise<void>;
  locked(): Promise<string>;
  look(interviewId: string): Promise<{ kind: string }>;
}
interface Proofs {
  proofOf(id: string): Promise<string>;
}

const postgres = process.env['TEST_DATABASE_URL'] ? undefined : await startThrowawayPostgres();
if (postgres) process.env['TEST_DATABASE_URL'] = postgres.url;
const folder = await mkdtemp(path.join(tmpdir(), 'bench-log-'));

/** A database of its own, whose addresses are put where programs look for them. */
async function freshDatabase(): Promise<pg.Client> {
  const name = `bench_${randomBytes(4).toString('hex')}`;
  await asAdministrator((admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`));
  const password = process.env['TEST_DATABASE_PASSWORD'] ?? '';
  for (const role of ['worker', 'review', 'revealer', 'compliance'])
    process.env[`DATABASE_URL_${role.toUpperCase()}`] = onServer(name, {
      role: `evenhand_${role}`,
      password,
    });
  process.env['DATABASE_URL'] = onServer(name);
  const owner = new pg.Client(process.env['DATABASE_URL']);
  await owner.connect();
  return owner;
}

/** Rows per second that so many connections add, each in a transaction of its own. */
async function perSecond(writers: number, table: string): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: writers }, async () => {
      const client = new pg.Client(process.env['DATABASE_URL']);
      await client.connect();
      return client;
    }),
  );
  const start = performance.now();
  const counts = await Promise.all(
    clients.map(async (client) => {
      let count = 0;
      for (; performance.now() - start < seconds * 1000; count += 1) {
        const id = randomUUID();
        await client.query(
          `INSERT INTO ${table} (id, type, entry, created_at) VALUES ($1::uuid, 'withdrawn', $2, now())`,
          [id, `{"interview":"${id}","type":"withdrawn","v":1}`],
        );
      }
      return count;
    }),
  );
  const elapsed = (performance.now() - start) / 1000;
  await Promise.all(clients.map((client) => client.end()));
  return counts.reduce((sum, count) => sum + count, 0) / elapsed;
}

async function appended(writers: number): Promise<object> {
  // Plain rows before and after, so that a machine that gets slower meanwhile favours neither.
  const before = await perSecond(writers, 'public.plain');
  const entries = await perSecond(writers, 'ledger.pending');
  const plain = (before + (await perSecond(writers, 'public.plain'))) / 2;
  return {
    writers,
    entriesPerSecond: Math.round(entries),
    plainRowsPerSecond: Math.round(plain),
    ratio: Math.round((entries / plain) * 100) / 100,
  };
}

async function until(owner: pg.Client, sql: string): Promise<void> {
  for (;;) {
    const { rows } = await owner.query<{ holds: boolean }>(sql);
    if (rows[0]?.holds === true) return;
    await wait(20);
  }
}
const allPlaced = `SELECT NOT EXISTS (SELECT FROM ledger.pending p
                   WHERE NOT EXISTS (SELECT FROM ledger.leaf l WHERE l.pending_id = p.id)) AS holds`;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
const medianMs = async (work: () => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  for (let one = 0; one < repeats; one += 1) times.push(await timed(work));
  return Math.round(median(times) * 10) / 10;
};

/** The log kept by the real process while others write. */
async function withKeeper(): Promise<object> {
  const owner = await freshDatabase();
  await owner.query(
    `CREATE TABLE public.plain (position bigserial PRIMARY KEY, id uuid UNIQUE, type text, entry text, created_at timestamptz)`,
  );
  await owner.query(
    `INSERT INTO ledger.pending (id, type, entry, created_at)
     SELECT id, 'withdrawn', '{"interview":"' || id || '","type":"withdrawn","v":1}', now()
     FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, $1)) AS made`,
    [backlog],
  );
  const keeper = spawn(process.execPath, [revealer], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL_REVEALER: process.env['DATABASE_URL_REVEALER'],
      REVEALER_KEY_FILE: path.join(folder, 'revealer.json'),
      LOG_LEVEL: 'error',
    },
  });
  await until(owner, 'SELECT EXISTS (SELECT FROM ledger.leaf) AS holds');
  const placing = await timed(() => until(owner, allPlaced));
  const writing = [await appended(1), await appended(8)];
  await until(owner, allPlaced);
  const ended = once(keeper, 'exit');
  keeper.kill('SIGTERM');
  await ended;
  await owner.end();
  return {
    backlog: { entries: backlog, entriesPlacedPerSecond: Math.round(backlog / (placing / 1000)) },
    writing,
  };
}

/** Reveals and proofs at a log of that size, by the classes of the product. */
async function revealing(): Promise<object> {
  const owner = await freshDatabase();
  const { makeScene, makeProofs } = await load<{
    makeScene: () => Scene;
    makeProofs: () => { proofs: Proofs; close(): Promise<void> };
  }>(
    `import 'reflect-metadata';
     import { openDatabase } from '@evenhand/adapters/database';
     import { readSettings } from '@evenhand/platform';
     import { LogProofs } from '@evenhand/offices/proof';
     import { Scene } from './apps/revealer/src/scene.fake';
     export const makeScene = () => new Scene();
     export const makeProofs = () => {
       const database = openDatabase('compliance', process.env['DATABASE_URL_COMPLIANCE'] ?? '');
       return { proofs: new LogProofs(database, readSettings({})), close: () => database.close() };
     };`,
  );
  const scene = await makeScene().open();
  await owner.query(
    `INSERT INTO ledger.pending (id, type, entry, created_at)
     SELECT id, 'withdrawn', '{"interview":"' || id || '","type":"withdrawn","v":1}', now()
     FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, $1)) AS made`,
    [backlog],
  );
  await scene.keptLog.sign();
  const locked: string[] = [];
  for (let one = 0; one < repeats; one += 1) locked.push(await scene.locked());
  const add = () => {
    const id = randomUUID();
    return owner.query(
      `INSERT INTO ledger.pending (id, type, entry, created_at) VALUES ($1::uuid, 'withdrawn', $2, now())`,
      [id, `{"interview":"${id}","type":"withdrawn","v":1}`],
    );
  };
  const checkpointMs = await medianMs(async () => {
    await add();
    await scene.keptLog.sign();
  });
  const revealMs = await medianMs(async () => {
    await add();
    const ending = await scene.look(locked.pop() ?? '');
    if (ending.kind !== 'revealed') throw new Error(`An interview was not revealed: ${ending.kind}`);
  });

  const { proofs, close } = makeProofs();
  const { rows } = await owner.query<{ id: string }>(
    'SELECT pending_id AS id FROM ledger.leaf ORDER BY random() LIMIT 500',
  );
  const proving = await timed(async () => {
    for (const { id } of rows) await proofs.proofOf(id);
  });
  await close();
  await scene.close();
  await owner.end();
  return {
    checkpointMs,
    revealMs,
    ratios: { revealToCheckpoint: Math.round((revealMs / checkpointMs) * 10) / 10 },
    proofsPerSecond: Math.round(rows.length / (proving / 1000)),
  };
}

try {
  await migrateTemplate();
  const keeping = await withKeeper();
  const reveals = await revealing();
  console.log(JSON.stringify({ bench: 'log', seconds, ...keeping, reveals }, null, 2));
} finally {
  await rm(folder, { recursive: true });
  await postgres?.stop();
}
