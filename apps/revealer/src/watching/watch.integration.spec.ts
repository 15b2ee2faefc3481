import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readSettings, type Settings } from '@evenhand/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { RevealerModule } from '../revealer.module';
import { Scene, summary } from '../scene.fake';
import { logKey } from '../sequencing/kept-log.fake';

let scene: Scene;
let folder: string;
let settings: Settings;
const running: INestApplicationContext[] = [];

beforeAll(async () => {
  scene = await new Scene().open();
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-watch-'));
  const REVEALER_KEY_FILE = path.join(folder, 'revealer.json');
  settings = readSettings({ ...process.env, REVEALER_KEY_FILE, LOG_KEY: logKey, LOG_LEVEL: 'silent' });
});
afterAll(async () => {
  await scene.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async () => {
  for (const app of running.splice(0)) await app.close();
});

async function start(): Promise<INestApplicationContext> {
  const app = await NestFactory.createApplicationContext(RevealerModule.with(settings), {
    logger: false,
    abortOnError: false,
  });
  running.push(app);
  return app;
}

async function until<T>(look: () => Promise<T | undefined | null | false>): Promise<T> {
  for (let left = 400; left > 0; left -= 1) {
    const seen = await look();
    if (seen) return seen;
    await wait(20);
  }
  throw new Error('This did not happen within eight seconds.');
}
const keyInUse = async () => {
  const { rows } = await scene.owner.query<{ id: string }>(
    'SELECT id FROM sealed.recipient_key WHERE retired_at IS NULL',
  );
  return rows.map(({ id }) => id).join();
};
const sign = async () => {
  const { rows } = await scene.owner.query<{ detail: { key: string }; seen_at: Date }>(
    `SELECT detail, seen_at FROM jobs.heartbeat WHERE name = 'revealer'`,
  );
  return rows[0];
};
const revealed = (interviewId: string) => () => scene.revealed(interviewId);

describe('the process', () => {
  it('publishes its key, gives a sign of life, and reveals as soon as the last scorecard is locked', async () => {
    const before = await keyInUse();
    await start();
    const { detail } = await until(sign);
    expect(detail.key).not.toBe(before);
    expect(await keyInUse()).toBe(detail.key);

    const interviewId = await scene.available(await scene.job());
    await scene.rate(interviewId, 3);
    await wait(200);
    expect(await scene.revealed(interviewId)).toBeUndefined();
    await scene.rate(interviewId, 4);
    const locked = performance.now();
    expect(await until(revealed(interviewId))).toEqual(summary);
    // By the word of the lock itself, not by the sweep that comes every five seconds.
    expect(performance.now() - locked).toBeLessThan(4000);
  }, 20_000);

  it('goes on with the same key after a restart, also with what was locked meanwhile', async () => {
    const key = await keyInUse();
    const interviewId = await scene.available(await scene.job());
    await scene.rate(interviewId, 3, 4);
    await start();
    expect(await until(revealed(interviewId))).toEqual(summary);
    expect(await keyInUse()).toBe(key);
  }, 20_000);

  it('leaves the work to one of two, and to the other when the first ends', async () => {
    const first = await start();
    await until(async () => (await sign())?.seen_at);
    await start();
    await first.close();
    running.splice(running.indexOf(first), 1);
    const interviewId = await scene.available(await scene.job());
    await scene.rate(interviewId, 3, 4);
    expect(await until(revealed(interviewId))).toEqual(summary);
    expect((await scene.entries(interviewId)).filter((type) => type === 'released')).toHaveLength(1);
  }, 20_000);
});
