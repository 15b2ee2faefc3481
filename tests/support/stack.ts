import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, openSync, closeSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const project = path.resolve(import.meta.dirname, '../..');

export type Program = 'api' | 'worker' | 'revealer';

/** The whole system as real processes, on the database of this test file. */
export interface Stack {
  readonly base: string;
  readonly folder: string;
  /** Code that creates the first administrator. */
  readonly setUpCode: string;
  start(program: Program): Promise<void>;
  /** Ends a process at once, as a crash would. */
  kill(program: Program): Promise<void>;
  /** What a process has written to its log. */
  log(program: Program): string;
  /** Process id of what runs now. */
  pid(program: Program): number;
  stop(): Promise<void>;
}

/**
 * @param settings environment on top of the usual one, for example OPENAI_BASE_URL
 * @param programs folder of the built programs
 */
export async function startStack(
  settings: Readonly<Record<string, string>> = {},
  programs = path.join(project, 'dist/apps'),
): Promise<Stack> {
  const folder = mkdtempSync(path.join(tmpdir(), 'evenhand-stack-'));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const setUpCode = randomBytes(9).toString('base64url');
  const running = new Map<Program, ChildProcess>();
  const environment: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    TZ: 'UTC',
    ...databases(),
    EVENHAND_MODE: 'empty',
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: base,
    WEB_ROOT: path.join(project, 'dist/apps'),
    SETUP_CODE: setUpCode,
    STORAGE_URL: `file:${path.join(folder, 'storage')}`,
    MEDIA_URL_SECRET: randomBytes(32).toString('base64url'),
    SCRATCH_KEY: randomBytes(32).toString('base64url'),
    REVEALER_KEY_FILE: path.join(folder, 'revealer.json'),
    SEAL_TICK_SECONDS: '1',
    SEAL_WAIT_SECONDS: '3',
    SWEEP_SECONDS: '2',
    // What tests expect of a reveal must not be left to chance.
    NEVER_REVEAL_PERCENT: '0',
    SECOND_READER_PERCENT: '0',
    ALLOW_BUNDLED_FFMPEG: 'true',
    LOG_LEVEL: 'info',
    ...settings,
  };
  const logFile = (program: Program): string => path.join(folder, `${program}.log`);

  const stack: Stack = {
    base,
    folder,
    setUpCode,
    start: (program) => {
      const out = openSync(logFile(program), 'a');
      const script = path.join(programs, program, 'main.js');
      const child = spawn(process.execPath, ['--enable-source-maps', script], {
        cwd: project,
        env: environment,
        stdio: ['ignore', out, out],
      });
      closeSync(out);
      running.set(program, child);
      return Promise.resolve();
    },
    kill: (program) => end(running.get(program), 'SIGKILL'),
    pid: (program) => running.get(program)?.pid ?? 0,
    log: (program) => readFileSync(logFile(program), 'utf8'),
    stop: async () => {
      await Promise.all([...running.values()].map((child) => end(child, 'SIGTERM')));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await stack.start('revealer');
  await stack.start('worker');
  await stack.start('api');
  try {
    await ready(base, 60_000);
  } catch (error) {
    const logs = (['api', 'worker', 'revealer'] as const).map(
      (program) => `${program}:\n${stack.log(program).slice(-3000)}`,
    );
    await stack.stop();
    throw new Error(`The stack did not become ready.\n${logs.join('\n')}`, { cause: error });
  }
  return stack;
}

/** Waits until the api says that everything that must run is running. */
export async function ready(base: string, timeoutMs: number): Promise<void> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const status = await fetch(`${base}/api/health/ready`).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    if (Date.now() > until)
      throw new Error(`Not ready after ${timeoutMs} ms; the last answer was ${status}.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function databases(): Record<string, string> {
  const entries = Object.entries(process.env).filter(([name]) => name.startsWith('DATABASE_URL_'));
  return Object.fromEntries(entries.map(([name, url]) => [name, url ?? '']));
}

async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), 12_000);
  await gone;
  clearTimeout(timer);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}
