import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openCheckpoint, parseVerifierKey } from '@evenhand/ledger';
import { readSettings, type Settings } from '@evenhand/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { RevealerModule } from '../revealer.module';
import { LogScene } from '../sequencing/log-scene.fake';

let scene: LogScene;
let folder: string;
let settings: Settings;
const running: INestApplicationContext[] = [];

beforeAll(async () => {
  scene = await new LogScene().open();
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-log-'));
  const REVEALER_KEY_FILE = path.join(folder, 'revealer.json');
  settings = readSettings({ ...process.env, REVEALER_KEY_FILE, LOG_LEVEL: 'silent' });
});
afterAll(async () => {
  await scene.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async () => {
  for (const app of running.splice(0)) await app.close();
});

async function start(more: Partial<Settings> = {}): Promise<INestApplicationContext> {
  const app = await NestFactory.createApplicationContext(RevealerModule.with({ ...settings, ...more }), {
    logger: false,
    abortOnError: false,
  });
  running.push(app);
  return app;
}

async function until(look: () => Promise<boolean>): Promise<void> {
  for (let left = 400; left > 0; left -= 1) {
    if (await look()) return;
    await wait(20);
  }
  throw new Error('This did not happen within eight seconds.');
}

const ask = async <T extends object>(sql: string): Promise<T[]> => (await scene.owner.query<T>(sql)).rows;
const checkpoints = () =>
  ask<{ size: string; note: string }>('SELECT size, note FROM ledger.checkpoint ORDER BY size');
const detail = async () =>
  (await ask<{ detail: Record<string, unknown> }>(`SELECT detail FROM jobs.heartbeat WHERE name = 'log'`))[0]
    ?.detail;

test('a running revealer makes its key, keeps the log and signs it', async () => {
  await scene.writeMany(3);
  await start();
  await until(async () => (await checkpoints()).at(-1)?.size === '3');
  expect((await stat(path.join(folder, 'log.key'))).mode & 0o777).toBe(0o600);

  const [published, ...others] = await ask<{ key: string }>('SELECT key FROM ledger.log_key');
  expect(others).toEqual([]);
  const key = parseVerifierKey(published?.key ?? '');
  if (!key.ok) throw new Error(key.reason);
  expect(key.value.name).toMatch(/^evenhand\.local\/[0-9a-f]{16}$/);
  const opened = await openCheckpoint((await checkpoints())[0]?.note ?? '', { logKey: key.value });
  expect(opened).toMatchObject({ ok: true, value: { checkpoint: { size: 3 } } });
  await until(async () => (await detail())?.['origin'] === key.value.name);
  expect(await detail()).toMatchObject({ damage: null, witnesses: 0 });
});

test('what comes later gets its index within seconds, and a checkpoint at once only when somebody waits', async () => {
  await start();
  await until(async () => (await scene.count('checkpoint')) > 0);
  await wait(1500);
  const before = await scene.count('checkpoint');
  await scene.writeMany(2);
  await until(async () => (await scene.count('leaf')) === (await scene.count('pending')));
  expect(await scene.count('checkpoint')).toBe(before);

  const started = performance.now();
  await scene.worker.$executeRaw`SELECT pg_notify('log_waits', '')`;
  await until(async () => (await scene.count('checkpoint')) > before);
  expect(performance.now() - started).toBeLessThan(1000);
});

test('a minute is a setting', async () => {
  await start({ LOG_CHECKPOINT_SECONDS: 1 });
  const before = await scene.count('checkpoint');
  await scene.writeMany(1);
  await until(async () => (await scene.count('checkpoint')) > before);
});

test('two at once keep one log, with one key', async () => {
  await Promise.all([start(), start()]);
  await scene.writeMany(500);
  await scene.worker.$executeRaw`SELECT pg_notify('log_waits', '')`;
  await until(async () => (await scene.count('leaf')) === (await scene.count('pending')));
  expect(await ask('SELECT key FROM ledger.log_key')).toHaveLength(1);
});

test('damage is told, and nothing is signed until it is mended', async () => {
  await scene.writeMany(3);
  await start();
  await scene.worker.$executeRaw`SELECT pg_notify('log_waits', '')`;
  await until(async () => (await checkpoints()).at(-1)?.size === String(await scene.count('pending')));
  for (const app of running.splice(0)) await app.close();

  // Somebody brings back an older copy of the database: what lies beside it remembers.
  await scene.attack(`DELETE FROM ledger.checkpoint WHERE size > 6;
    DELETE FROM ledger.subtree WHERE (index + 1) * power(2, level) > 6; DELETE FROM ledger.leaf WHERE index >= 6;
    DELETE FROM ledger.pending p WHERE NOT EXISTS (SELECT FROM ledger.leaf l WHERE l.pending_id = p.id)`);
  await scene.writeMany(1);
  const before = await scene.count('checkpoint');
  await start();
  await until(async () => String((await detail())?.['damage']).includes('kept outside the database'));
  expect(await scene.count('checkpoint')).toBe(before);
});
