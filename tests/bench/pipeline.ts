/**
 * Answers through the pipeline with engines that answer at once, against bare BullMQ jobs that do nothing, on the same
 * backend in the same run: what our rows, locks and proofs cost on top of the queue. Preparation has a benchmark of its
 * own.
 *
 *     node tests/bench/pipeline.ts [interviews, 100] [answers of each, 5] [steps side by side, 8]
 *
 * Needs the built worker (`npm run build`) and redis-server.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import pg from 'pg';

import { startThrowawayPostgres } from '../../apps/launcher/src/postgres/throwaway-postgres.ts';
import { startFakeOpenAi } from '../support/fake-openai-server.ts';
import migrateTemplate from '../support/global-setup.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { asAdministrator, onServer, TEMPLATE } from '../support/test-database.ts';
import { bareJobsPerSecond } from './bare-queue.ts';
import { fillPipeline } from './pipeline-rows.ts';

const [interviews = 100, answers = 5, sideBySide = 8] = process.argv.slice(2).map(Number);
const [worker, revealer] = ['worker', 'revealer'].map((name) =>
  path.resolve(import.meta.dirname, `../../dist/apps/${name}/main.js`),
) as [string, string];
if (!existsSync(worker)) throw new Error('The worker is not built. Run `npm run build` first.');

const postgres = process.env['TEST_DATABASE_URL'] ? undefined : await startThrowawayPostgres();
if (postgres) process.env['TEST_DATABASE_URL'] = postgres.url;
const redis = await startRedisServer();
const model = await startFakeOpenAi();
const folder = await mkdtemp(path.join(tmpdir(), 'bench-pipeline-'));

/** A database of its own, with the worker's address in it. */
async function freshDatabase(): Promise<{ owner: pg.Client; workerUrl: string; revealerUrl: string }> {
  const name = `bench_${randomBytes(4).toString('hex')}`;
  await asAdministrator((admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`));
  const owner = new pg.Client(onServer(name));
  await owner.connect();
  const password = process.env['TEST_DATABASE_PASSWORD'] ?? '';
  const [workerUrl, revealerUrl] = ['worker', 'revealer'].map((role) =>
    onServer(name, { role: `evenhand_${role}`, password }),
  ) as [string, string];
  return { owner, workerUrl, revealerUrl };
}

function startWorker(workerUrl: string, queueUrl: string | undefined): ChildProcess {
  return spawn(process.execPath, [worker], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL_WORKER: workerUrl,
      ...(queueUrl !== undefined && { QUEUE_URL: queueUrl }),
      STORAGE_URL: `file:${path.join(folder, 'storage')}`,
      SCRATCH_KEY: randomBytes(32).toString('base64url'),
      OPENAI_BASE_URL: model.baseUrl,
      SPEECH_MODEL: 'instant',
      SUMMARY_MODEL: 'instant',
      WORKER_CONCURRENCY: String(sideBySide),
      LOG_LEVEL: 'error',
    },
  });
}

/** Interviews become available only under a checkpoint, which the revealer signs. */
function startRevealer(revealerUrl: string): ChildProcess {
  return spawn(process.execPath, [revealer], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL_REVEALER: revealerUrl,
      // A log of its own for each database: of another one's checkpoint this would not be the continuation.
      REVEALER_KEY_FILE: path.join(folder, randomBytes(4).toString('hex'), 'revealer.json'),
      LOG_LEVEL: 'error',
    },
  });
}

async function until(owner: pg.Client, sql: string, count: number): Promise<void> {
  for (;;) {
    const { rows } = await owner.query<{ n: number }>(sql);
    if ((rows[0]?.n ?? 0) >= count) return;
    await wait(50);
  }
}

/** Seconds from the first due step to the last interview that reviewers may have. */
async function pipelineSeconds(queueUrl: string | undefined): Promise<{ seconds: number; steps: number }> {
  const { owner, workerUrl, revealerUrl } = await freshDatabase();
  const audio = path.join(folder, 'storage', 'audio');
  await mkdir(audio, { recursive: true });
  await writeFile(path.join(audio, 'bench.flac'), 'fLaC and no sound');
  const programs = [startRevealer(revealerUrl), startWorker(workerUrl, queueUrl)];
  await until(
    owner,
    `SELECT count(*)::int AS n FROM jobs.heartbeat WHERE name IN ('worker', 'revealer', 'log')`,
    3,
  );
  await fillPipeline(owner, { interviews, answers, audioKey: 'audio/bench.flac' });

  const start = performance.now();
  await owner.query(`UPDATE jobs.step SET due_at = now() WHERE stage = 'transcribe'`);
  await until(owner, 'SELECT count(*)::int AS n FROM sealed.seal', interviews);
  await owner.query(`UPDATE jobs.step SET due_at = now() WHERE stage = 'seal'`);
  await until(owner, 'SELECT count(*)::int AS n FROM review.available_interview', interviews);
  const seconds = (performance.now() - start) / 1000;

  const { rows } = await owner.query<{ n: number }>('SELECT count(*)::int AS n FROM jobs.step');
  const ended = Promise.all(programs.map((program) => once(program, 'exit')));
  for (const program of programs) program.kill('SIGTERM');
  await ended;
  await owner.end();
  return { seconds, steps: rows[0]?.n ?? 0 };
}

async function measure(backend: 'postgres' | 'redis') {
  const queueUrl = backend === 'redis' ? redis.url : undefined;
  const { seconds, steps } = await pipelineSeconds(queueUrl);
  const jobs = Math.max(2_000, steps);
  const bare = await bareJobsPerSecond(
    backend === 'redis' ? { redis: redis.url } : { postgres: onServer('postgres') },
    { jobs, sideBySide },
  );
  const perSecond = Math.round((steps / seconds) * 10) / 10;
  return {
    backend,
    pipeline: {
      seconds: Math.round(seconds * 100) / 100,
      answersPerSecond: Math.round(((interviews * answers) / seconds) * 10) / 10,
      stepsPerSecond: perSecond,
    },
    bareQueue: { jobs, jobsPerSecond: Math.round(bare) },
    ratios: { stepsToBareJobs: Math.round((perSecond / bare) * 1000) / 1000 },
  };
}

try {
  await migrateTemplate();
  const durable = await asAdministrator(async (admin) => {
    const { rows } = await admin.query<{ fsync: string; synchronous_commit: string }>(
      `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit`,
    );
    return rows[0];
  });
  const backends = [await measure('postgres'), await measure('redis')];
  const calls = { speech: model.count('transcriptions'), model: model.count('responses') };
  console.log(
    JSON.stringify(
      { bench: 'pipeline', interviews, answers, sideBySide, postgres: durable, calls, backends },
      null,
      2,
    ),
  );
} finally {
  await model.stop();
  await redis.stop();
  await rm(folder, { recursive: true });
  await postgres?.stop();
}
