import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

import pg from 'pg';

import { startFakeSmtp, type ArrivedLetter } from '../../support/smtp-server.ts';
import { startStack, type Stack } from '../../support/stack.ts';
import { ScriptedClock } from './clock.ts';
import { makeDatabase, type RunDatabase } from './database.ts';
import type { Statement } from './inside/statements.ts';
import { startMachine, type Machine } from './machine.ts';
import type { Plant } from './plants.ts';
import { Recorder, type Answer } from './recorder.ts';
import type { Scenario } from './scenario.ts';
import { reviewCohort, type Shown } from './cohort.ts';

const project = path.resolve(import.meta.dirname, '../../..');

/** A message of the database to whoever listens. */
export interface Event {
  readonly channel: string;
  readonly payload: string;
}

/** Everything that left the system for somebody who must not know, until reveal. */
export interface Received {
  readonly answers: readonly Answer[];
  readonly statements: ReadonlyMap<string, readonly Statement[]>;
  /** To colleagues; what is written to candidates and to the accommodation officer is theirs. */
  readonly letters: readonly ArrivedLetter[];
  readonly events: readonly Event[];
  /** What was revealed in the end: shows that the runs were different. */
  readonly shown: Shown;
}

/** What the script has in hand while it runs. */
export interface Setting {
  readonly stack: Stack;
  readonly recorder: Recorder;
  readonly clock: ScriptedClock;
  readonly database: RunDatabase;
  readonly machine: Machine;
  readonly scenario: Scenario;
  /** Waits until nothing that could be done now is left undone. */
  settled(): Promise<void>;
  /** Called when the last moment before reveal is over. */
  beforeReveal(): Promise<void>;
}

export interface Ports {
  readonly recorder: number;
  readonly machine: number;
}

export interface RunPlan {
  readonly scenario: Scenario;
  readonly plants?: readonly Plant[];
  /** Whether it ends when reviewers may begin. */
  readonly short?: boolean;
  /** Looks at the whole system in the last moment before reveal, and again after it. */
  readonly inspect?: (
    setting: Setting,
    letters: readonly ArrivedLetter[],
    when: 'before' | 'after',
  ) => Promise<void>;
}

/** Copies the built programs, so that all runs are of the same ones. */
export function keepPrograms(): { folder: string; drop(): void } {
  mkdirSync(path.join(project, 'dist/apps'), { recursive: true });
  const folder = mkdtempSync(path.join(project, 'dist/noninterference-'));
  const programs = path.join(folder, 'dist/apps');
  for (const program of ['api', 'worker', 'revealer'])
    cpSync(path.join(project, 'dist/apps', program), path.join(programs, program), { recursive: true });
  return { folder: programs, drop: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * One review of the cohort from beginning to end, with processes, database, clock and chance of its own.
 *
 * @param ports the same for all runs that are compared, since answers name them
 */
export async function run(programs: string, ports: Ports, plan: RunPlan): Promise<Received> {
  const folder = mkdtempSync(path.join(tmpdir(), 'evenhand-noninterference-'));
  const endings: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  try {
    const clock = new ScriptedClock(path.join(folder, 'clock'));
    const database = await makeDatabase();
    endings.push(
      () => clock.close(),
      () => database.drop(),
    );
    for (const { sql } of plan.plants ?? []) if (sql !== undefined) await database.owner.query(sql);
    const machine = await startMachine(ports.machine, database.owner, plan.scenario);
    const letters = await startFakeSmtp();
    const recorder = await Recorder.start(ports.recorder, (ms) => clock.advance(ms));
    endings.push(
      () => machine.server.stop(),
      () => letters.stop(),
      () => recorder.stop(),
    );
    const statements = path.join(folder, 'statements');
    const inside = (plan.plants ?? []).filter(({ inside }) => inside).map(({ name }) => name);
    const stack = await startStack(
      {
        ...database.addresses,
        NODE_OPTIONS: `--import=${pathToFileURL(path.join(import.meta.dirname, 'inside/preload.ts')).href}`,
        NODE_NO_WARNINGS: '1',
        NONINTERFERENCE_CLOCK: path.join(folder, 'clock'),
        NONINTERFERENCE_STATEMENTS: statements,
        ...(inside.length > 0 && { PLANTS: inside.join(','), PLANTS_DATABASE_URL: database.ownerUrl }),
        PUBLIC_URL: recorder.base,
        MEDIA_URL_SECRET: fixedSecret('media'),
        SCRATCH_KEY: fixedSecret('scratch'),
        SETUP_CODE: 'noninterference',
        SEAL_WAIT_SECONDS: '1800',
        SEAL_TICK_SECONDS: '600',
        SWEEP_SECONDS: '1',
        LOG_LEVEL: 'debug',
        SMTP_URL: letters.url,
        OPENAI_BASE_URL: machine.server.baseUrl,
        OPENAI_API_KEY: 'test',
        SPEECH_ENGINE: 'openai',
        SPEECH_MODEL: 'fake-speech',
        SUMMARY_MODEL: 'fake-model',
        SUMMARY_SAMPLES: '1',
      },
      programs,
    );
    endings.push(() => stack.stop());
    recorder.lead(stack.base);
    await watchQueue(database.owner);
    const ear = await listen(database.ownerUrl);
    endings.push(() => ear.end());
    const received: { letters: ArrivedLetter[]; events: Event[] } = { letters: [], events: [] };
    const setting: Setting = {
      stack,
      recorder,
      clock,
      database,
      machine,
      scenario: plan.scenario,
      settled: () => settled(database.owner, clock),
      beforeReveal: async () => {
        recorder.recording = false;
        received.letters = letters.arrived.filter(({ to }) => !/^(?:robin|kim|sam|alex|officer)@/.test(to));
        received.events = [...ear.events];
        await plan.inspect?.(setting, letters.arrived, 'before');
      },
    };
    const shown = await reviewCohort(setting, plan.short ?? false);
    if (!plan.short) await plan.inspect?.(setting, letters.arrived, 'after');
    return { answers: recorder.answers, statements: statementsIn(statements), ...received, shown };
  } finally {
    for (const end of endings.reverse()) await end();
  }
}

/** Waits until no step is under way, and none is due. */
async function settled(owner: pg.Client, clock: ScriptedClock): Promise<void> {
  const until = Date.now() + 120_000;
  for (let quiet = 0; quiet < 2;) {
    await owner.query(`SELECT pg_notify('step_due', '')`);
    const { rows } = await owner.query<{ stage: string }>(
      `SELECT stage FROM jobs.step WHERE status = 'running' OR (status = 'due' AND due_at <= $1)`,
      [new Date(clock.now)],
    );
    quiet = rows.length === 0 ? quiet + 1 : 0;
    if (Date.now() > until)
      throw new Error(`These steps did not end: ${rows.map(({ stage }) => stage).join(', ')}.`);
    await wait(rows.length === 0 ? 30 : 60);
  }
}

/** Keeps a copy of every message of the queue: they go when they are dealt with. */
async function watchQueue(owner: pg.Client): Promise<void> {
  await owner.query(`CREATE FUNCTION noninterference.keep_message() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
    $$ BEGIN INSERT INTO noninterference.queued VALUES (to_jsonb(NEW)); RETURN NULL; END $$`);
  const { rows } = await owner.query<{ place: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS place FROM pg_tables WHERE schemaname = 'queue'`,
  );
  for (const { place } of rows)
    await owner.query(`CREATE TRIGGER keep_message AFTER INSERT OR UPDATE ON ${place}
      FOR EACH ROW EXECUTE FUNCTION noninterference.keep_message()`);
}

/** Hears what the database calls out, save the worker's own wake-up call. */
async function listen(url: string): Promise<{ events: Event[]; end(): Promise<void> }> {
  const client = new pg.Client(url);
  await client.connect();
  const events: Event[] = [];
  client.on('notification', ({ channel, payload = '' }) => events.push({ channel, payload }));
  const { rows } = await client.query<{ channel: string }>(`
    SELECT DISTINCT (regexp_matches(prosrc, 'pg_notify\\(\\s*''([a-z_]+)''', 'g'))[1] AS channel FROM pg_proc
    WHERE pronamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema', 'queue') ORDER BY 1`);
  for (const { channel } of rows) if (channel !== 'step_due') await client.query(`LISTEN ${channel}`);
  return { events, end: () => client.end() };
}

function statementsIn(file: string): Map<string, Statement[]> {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const all = lines.map((line) => JSON.parse(line) as Statement);
  return Map.groupBy(all, ({ request }) => request);
}

const fixedSecret = (purpose: string): string => Buffer.from(purpose.padEnd(32, '.')).toString('base64url');
