import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase, type Database } from '@evenhand/adapters/database';
import { done, EngineUnavailable, failed, type Outcome } from '@evenhand/domain';
import { SeededChance, StillClock } from '@evenhand/domain/testing';
import { createLog, readSettings } from '@evenhand/platform';
import { dueStep } from '../../../../tests/support/answer-rows';
import { asOwner } from '../../../../tests/support/screening-rows';
import { StageProcessors } from '../processors/stage-processors';
import { LostSteps } from './lost-steps';
import { StepClaims } from './step-claims';
import { StepRunner } from './step-runner';
import type { StepWork } from './step-work';

let database: Database<'worker'>;
let clock: StillClock;
let claims: StepClaims;
const log = createLog('test', 'silent');
const settings = readSettings({ STEP_LEASE_SECONDS: '1' });
const runners: StepRunner[] = [];

beforeAll(() => {
  database = openDatabase('worker', process.env['DATABASE_URL_WORKER'] ?? '');
});
afterAll(() => database.close());
beforeEach(() => {
  clock = new StillClock(Date.now() + 1_000);
  claims = new StepClaims(database, clock, new SeededChance());
});
afterEach(async () => {
  for (const runner of runners.splice(0)) await runner.finish(0);
});

function startRunner(): StepRunner {
  const runner = new StepRunner(claims, log, settings);
  runner.start();
  runners.push(runner);
  return runner;
}

/** Every stage does this work. */
class OneWork extends StageProcessors {
  constructor(private readonly work: StepWork) {
    super({} as never);
  }

  override workOf(): StepWork {
    return this.work;
  }
}

/** What a dead worker leaves behind, looked after by another one. */
const lostSteps = (runner: StepRunner, work: StepWork): LostSteps =>
  new LostSteps(claims, runner, new OneWork(work), log);

class Work implements StepWork {
  runs: string[] = [];
  lastAttempts: boolean[] = [];
  givenUp: string[] = [];
  outcomes: (Outcome | Error | Promise<Outcome>)[] = [];

  async run(subject: string, { lastAttempt }: { lastAttempt: boolean }): Promise<Outcome> {
    this.runs.push(subject);
    this.lastAttempts.push(lastAttempt);
    const next = await (this.outcomes.shift() ?? done);
    if (next instanceof Error) throw next;
    return next;
  }

  giveUp(subject: string): Promise<void> {
    this.givenUp.push(subject);
    return Promise.resolve();
  }
}

const newStep = (stage = 'transcribe'): Promise<string> =>
  asOwner((owner) => dueStep(owner, stage, crypto.randomUUID()));

async function row(id: string) {
  const step = await database.step.findUniqueOrThrow({ where: { id } });
  const waitsMs = step.dueAt.getTime() - clock.now();
  return { status: step.status, attempt: step.attempt, code: step.errorCode, waitsMs };
}

/** As if the worker that ran the step had died a while ago. */
const age = (id: string): Promise<unknown> =>
  asOwner((owner) =>
    owner.query(`UPDATE jobs.step SET updated_at = now() - interval '1 hour' WHERE id = $1`, [id]),
  );

describe('a step', () => {
  it('is run once, however many messages speak of it and however many workers hear them', async () => {
    const step = await newStep();
    const work = new Work();
    const [one, other] = [startRunner(), startRunner()];
    await Promise.all([one.run(step, work), other.run(step, work), one.run(step, work)]);
    await other.run(step, work);
    expect(work.runs).toHaveLength(1);
    expect(await row(step)).toMatchObject({ status: 'done', attempt: 1, code: null });
  });

  it('is not run before it is due', async () => {
    const step = await newStep();
    const work = new Work();
    clock.pass(-60_000);
    await startRunner().run(step, work);
    expect(work.runs).toHaveLength(0);
  });

  it('that failed waits longer and longer, and is given up after the last attempt', async () => {
    const step = await newStep();
    const work = new Work();
    const runner = startRunner();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      work.outcomes.push(failed('engine-unavailable', true));
      await runner.run(step, work);
      const { status, waitsMs, code } = await row(step);
      expect([status, code]).toEqual(['due', 'engine-unavailable']);
      waits.push(waitsMs);
      clock.pass(waitsMs);
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(work.givenUp).toEqual([]);
    work.outcomes.push(failed('engine-unavailable', true));
    await runner.run(step, work);
    expect(await row(step)).toMatchObject({ status: 'dead', attempt: 5, code: 'engine-unavailable' });
    expect(work.givenUp).toEqual(work.runs.slice(0, 1));
    expect(work.lastAttempts).toEqual([false, false, false, false, true]);
  });

  it('that cannot get better is given up at once', async () => {
    const step = await newStep();
    const work = new Work();
    work.outcomes.push(failed('engine-refused', false));
    await startRunner().run(step, work);
    expect(await row(step)).toMatchObject({ status: 'dead', attempt: 1, code: 'engine-refused' });
    expect(work.givenUp).toHaveLength(1);
  });

  it('waits as long as the other side asked for', async () => {
    const step = await newStep();
    const work = new Work();
    work.outcomes.push(new EngineUnavailable('The engine', { waitMs: 300_000 }));
    await startRunner().run(step, work);
    expect(await row(step)).toMatchObject({ status: 'due', code: 'engine-unavailable', waitsMs: 300_000 });
  });

  it('that fails in a way nobody foresaw is tried again', async () => {
    const step = await newStep();
    const work = new Work();
    work.outcomes.push(new TypeError('undefined is not a function'));
    await startRunner().run(step, work);
    expect(await row(step)).toMatchObject({ status: 'due', code: 'internal' });
  });

  it('that is dead can be run again by a person, from the first attempt', async () => {
    const step = await newStep();
    const work = new Work();
    work.outcomes.push(failed('engine-refused', false));
    const runner = startRunner();
    await runner.run(step, work);
    await asOwner((owner) => owner.query('SELECT jobs.run_again($1, $2)', [step, new Date(clock.now())]));
    await runner.run(step, work);
    expect(await row(step)).toMatchObject({ status: 'done', attempt: 1, code: null });
  });
});

describe('a worker that ends in good order', () => {
  it('gives back what it cannot finish in time, and the attempt does not count', async () => {
    const step = await newStep();
    const work = new Work();
    const endless = Promise.withResolvers<Outcome>();
    work.outcomes.push(endless.promise);
    const runner = startRunner();
    const run = runner.run(step, work);
    while (work.runs.length === 0) await wait(5);
    await runner.finish(50);
    await run;
    expect(await row(step)).toMatchObject({ status: 'due', attempt: 0 });
    // What it still brings comes too late to change anything.
    endless.resolve(failed('engine-refused', false));
    await wait(20);
    expect(await row(step)).toMatchObject({ status: 'due', code: null });
  });

  it('takes nothing more', async () => {
    const step = await newStep();
    const work = new Work();
    const runner = startRunner();
    await runner.finish(0);
    await runner.run(step, work);
    expect(work.runs).toEqual([]);
    expect(await row(step)).toMatchObject({ status: 'due', attempt: 0 });
  });
});

describe('a worker that died', () => {
  it('loses its step to another one, and nothing it brings later counts', async () => {
    const step = await newStep();
    const zombie = new Work();
    const late = Promise.withResolvers<Outcome>();
    zombie.outcomes.push(late.promise);
    const frozen = new StepRunner(claims, log, settings);
    const run = frozen.run(step, zombie);
    while (zombie.runs.length === 0) await wait(5);
    await age(step);

    const work = new Work();
    const runner = startRunner();
    const lost = lostSteps(runner, work);
    lost.start();
    await lost.stop();
    expect(await row(step)).toMatchObject({ status: 'due', attempt: 1 });
    const slow = Promise.withResolvers<Outcome>();
    work.outcomes.push(slow.promise);
    const second = runner.run(step, work);
    while (work.runs.length === 0) await wait(5);

    late.resolve(failed('engine-refused', false));
    await run;
    expect(await row(step)).toMatchObject({ status: 'running', attempt: 2 });
    expect(zombie.givenUp).toEqual([]);
    slow.resolve(done);
    await second;
    expect(await row(step)).toMatchObject({ status: 'done', attempt: 2 });
  });

  it('does not lose a step it is working on', async () => {
    const step = await newStep();
    const work = new Work();
    const slow = Promise.withResolvers<Outcome>();
    work.outcomes.push(slow.promise);
    const runner = startRunner();
    const run = runner.run(step, work);
    const lost = lostSteps(startRunner(), new Work());
    lost.start();
    // Longer than the lease lasts.
    await wait(2_000);
    expect(await row(step)).toMatchObject({ status: 'running', attempt: 1 });
    slow.resolve(done);
    await run;
    await lost.stop();
    expect(await row(step)).toMatchObject({ status: 'done' });
  });

  it('is somebody else: a worker whose signs of life are late does not take its own step away', async () => {
    const step = await newStep();
    const work = new Work();
    const slow = Promise.withResolvers<Outcome>();
    work.outcomes.push(slow.promise);
    const runner = new StepRunner(claims, log, settings);
    const run = runner.run(step, work);
    while (work.runs.length === 0) await wait(5);
    await age(step);
    const lost = lostSteps(runner, work);
    lost.start();
    await lost.stop();
    expect(await row(step)).toMatchObject({ status: 'running', attempt: 1 });
    slow.resolve(done);
    await run;
    expect(await row(step)).toMatchObject({ status: 'done', attempt: 1 });
  });

  it('while a stage was giving up leaves the rest to the next worker', async () => {
    const step = await newStep();
    const dying = new Work();
    dying.outcomes.push(failed('engine-refused', false));
    dying.giveUp = () => Promise.reject(new Error('killed here'));
    await startRunner().run(step, dying);
    expect(await row(step)).toMatchObject({ status: 'running', code: 'engine-refused' });
    await age(step);

    const work = new Work();
    const lost = lostSteps(startRunner(), work);
    lost.start();
    await lost.stop();
    expect(work.runs).toEqual([]);
    expect(work.givenUp).toHaveLength(1);
    expect(await row(step)).toMatchObject({ status: 'dead', code: 'engine-refused' });
  });

  it('again and again at the same step has it given up in the end', async () => {
    const step = await newStep();
    const work = new Work();
    const lost = lostSteps(startRunner(), work);
    for (let death = 1; death <= 10; death += 1) {
      expect(await claims.claim(step)).toMatchObject({ attempt: death });
      await age(step);
      lost.start();
      await lost.stop();
      expect((await row(step)).status).toBe(death < 10 ? 'due' : 'dead');
    }
    expect(await row(step)).toMatchObject({ code: 'worker-lost' });
    expect(work.givenUp).toHaveLength(1);
  });
});
