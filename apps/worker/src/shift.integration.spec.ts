import { setTimeout as wait } from 'node:timers/promises';
import { databaseAs } from '@evenhand/adapters/database';
import { ProcessorOf, QueueModule } from '@evenhand/adapters/queue';
import { done, workStageNames, type Outcome, type WorkStage } from '@evenhand/domain';
import { PlatformModule, readSettings } from '@evenhand/platform';
import type { Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { dueStep } from '../../../tests/support/answer-rows';
import { asOwner } from '../../../tests/support/screening-rows';
import { StageProcessor } from './processors/stage.processor';
import { StageProcessors } from './processors/stage-processors';
import { Shift } from './shift';
import { Heartbeat } from './signs/heartbeat';
import { DueSteps } from './steps/due-steps';
import { LostSteps } from './steps/lost-steps';
import { StepClaims } from './steps/step-claims';
import { StepDispatch } from './steps/step-dispatch';
import { StepRunner } from './steps/step-runner';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await asOwner((owner) => owner.query('TRUNCATE jobs.step'));
});

/** What was run, and what a test wants a stage to do. */
class Desk {
  readonly run: { stage: WorkStage; subject: string }[] = [];
  work: () => Promise<Outcome> = () => Promise.resolve(done);
}

function processorOf(stage: WorkStage, desk: Desk): Type<StageProcessor> {
  @ProcessorOf(stage)
  class StandIn extends StageProcessor {
    constructor(runner: StepRunner) {
      super(runner, {
        run: (subject) => {
          desk.run.push({ stage, subject });
          return desk.work();
        },
      });
    }
  }
  Object.defineProperty(StandIn, 'name', { value: `StandInFor${stage}` });
  return StandIn;
}

/** The worker with stand-ins for its stages. */
async function begin(settings: Record<string, string> = {}, stages: readonly WorkStage[] = workStageNames) {
  const desk = new Desk();
  const url = process.env['DATABASE_URL_WORKER'] ?? '';
  const given = readSettings({ DATABASE_URL_WORKER: url, LOG_LEVEL: 'silent', ...settings });
  const app = await Test.createTestingModule({
    imports: [
      PlatformModule.forProgram('worker', given),
      databaseAs('worker'),
      QueueModule.at({ address: { kind: 'postgres', url }, onError: () => undefined }),
      DiscoveryModule,
    ],
    providers: [
      ...stages.map((stage) => processorOf(stage, desk)),
      ...[StageProcessors, StepClaims, StepRunner, DueSteps, StepDispatch, LostSteps, Shift],
      { provide: Heartbeat, useValue: { start: () => Promise.resolve(), stop: () => undefined } },
    ],
  }).compile();
  let open = true;
  const close = async () => {
    if (open) await app.close();
    open = false;
  };
  closing.push(close);
  await app.init();
  return { desk, close };
}

const step = (stage: WorkStage, subject = crypto.randomUUID(), inMs = 0): Promise<string> =>
  asOwner(async (owner) => {
    const id = await dueStep(owner, stage, subject);
    if (inMs > 0) {
      await owner.query(`UPDATE jobs.step SET due_at = now() + $2 * interval '1 millisecond' WHERE id = $1`, [
        id,
        inMs,
      ]);
    }
    return id;
  });

const counts = (): Promise<Record<string, number>> =>
  asOwner(async (owner) => {
    const { rows } = await owner.query<{ status: string; count: number }>(
      'SELECT status, count(*)::int FROM jobs.step GROUP BY 1',
    );
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
  });

async function until(condition: () => boolean | Promise<boolean>, within = 15_000): Promise<void> {
  const deadline = performance.now() + within;
  while (!(await condition())) {
    if (performance.now() > deadline)
      throw new Error(`Not within ${within} ms: ${JSON.stringify(await counts())}`);
    await wait(20);
  }
}

describe('the worker', () => {
  it('runs steps of every stage as soon as they are written, without waiting for a sweep', async () => {
    const { desk } = await begin({ SWEEP_SECONDS: '3600' });
    await wait(200);
    const subjects = Object.fromEntries(workStageNames.map((stage) => [stage, crypto.randomUUID()]));
    const from = performance.now();
    for (const stage of workStageNames) await step(stage, subjects[stage]);
    await until(async () => (await counts())['done'] === workStageNames.length);
    expect(performance.now() - from).toBeLessThan(5_000);
    expect(Object.fromEntries(desk.run.map(({ stage, subject }) => [stage, subject]))).toEqual(subjects);
  });

  it('runs a step at its time', async () => {
    const { desk } = await begin({ SWEEP_SECONDS: '3600' });
    await step('seal', crypto.randomUUID(), 900);
    await wait(500);
    expect(desk.run).toEqual([]);
    await until(() => desk.run.length === 1, 3_000);
  });

  it('finds what became due while no worker was there', async () => {
    await step('mail');
    const { desk } = await begin({ SWEEP_SECONDS: '3600' });
    await until(() => desk.run.length === 1);
  });

  it('loses nothing when the queue loses everything', async () => {
    const { desk } = await begin({ SWEEP_SECONDS: '1', WORKER_CONCURRENCY: '1' });
    const first = Promise.withResolvers<Outcome>();
    desk.work = () => (desk.run.length === 1 ? first.promise : Promise.resolve(done));
    for (let index = 0; index < 20; index += 1) await step('mail');
    await until(() => desk.run.length === 1);
    await wait(200);
    await asOwner((owner) => owner.query('TRUNCATE queue.job CASCADE'));
    first.resolve(done);
    await until(async () => (await counts())['done'] === 20);
    expect(desk.run).toHaveLength(20);
  });

  it('goes on after every connection was cut', async () => {
    const { desk } = await begin({ SWEEP_SECONDS: '1' });
    await step('mail');
    await until(() => desk.run.length === 1);
    await asOwner((owner) =>
      owner.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      ),
    );
    await step('mail');
    await until(() => desk.run.length === 2);
    await step('seal');
    await until(async () => (await counts())['done'] === 3);
  });

  it('gets through more than fits into the queue at once, and a flood of one stage does not hold up another', async () => {
    const { desk } = await begin({ SWEEP_SECONDS: '3600', WORKER_CONCURRENCY: '8' });
    desk.work = async () => {
      await wait(1);
      return done;
    };
    await asOwner((owner) =>
      owner.query(
        `INSERT INTO jobs.step (subject, stage, input_hash, due_at, created_at, updated_at)
         SELECT gen_random_uuid(), 'prepare', n::text, now(), now(), now() FROM generate_series(1, 1200) n`,
      ),
    );
    await step('mail');
    await until(() => desk.run.some(({ stage }) => stage === 'mail'));
    expect(desk.run.length).toBeLessThan(1_200);
    await until(async () => (await counts())['done'] === 1_201, 60_000);
    expect(new Set(desk.run.map(({ subject }) => subject)).size).toBe(1_201);
  }, 90_000);

  it('ends in good order: what runs is finished, what waits stays due', async () => {
    const { desk, close } = await begin({ WORKER_CONCURRENCY: '1' });
    const slow = Promise.withResolvers<Outcome>();
    desk.work = () => slow.promise;
    await step('mail');
    await until(() => desk.run.length === 1);
    await step('mail');
    const closed = close();
    await wait(200);
    slow.resolve(done);
    await closed;
    expect(desk.run).toHaveLength(1);
    expect(await counts()).toEqual({ done: 1, due: 1 });
  });

  it('gives back what does not end in time, within ten seconds', async () => {
    const { desk, close } = await begin();
    desk.work = () => new Promise(() => undefined);
    await step('mail');
    await until(() => desk.run.length === 1);
    const from = performance.now();
    await close();
    expect(performance.now() - from).toBeLessThan(10_000);
    expect(await counts()).toEqual({ due: 1 });
  }, 20_000);

  it('does not start when a stage has no processor, and says what to write', async () => {
    const without = workStageNames.filter((stage) => stage !== 'seal');
    await expect(begin({}, without)).rejects.toThrow(
      /The stage seal has no processor\. Write apps\/worker\/src\/processors\/seal\.processor\.ts/,
    );
  });

  it('does not start when a stage has two processors, and names them', async () => {
    await expect(begin({}, [...workStageNames, 'mail'])).rejects.toThrow(
      /The stage mail has more than one processor: StandInFormail, StandInFormail/,
    );
  });
});
