/**
 * Start-up in a fresh clone, first and later, until the console's first page answers, and the memory of each process idle.
 *
 *     node tests/bench/start-up.ts
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const project = path.resolve(import.meta.dirname, '../..');
const clone = mkdtempSync(path.join(tmpdir(), 'evenhand-bench-start-'));
const port = 3900;
/** An idle process has finished what it does after its start. */
const idleAfterMs = 15_000;

try {
  execFileSync('git', ['clone', '--quiet', project, clone]);
  symlinkSync(path.join(project, 'node_modules'), path.join(clone, 'node_modules'));
  const first = await startOnce();
  await first.stop();
  const later = await startOnce();
  await wait(idleAfterMs);
  const memory = idleMemory();
  await later.stop();
  const report = {
    firstPageSeconds: first.seconds,
    laterPageSeconds: later.seconds,
    limits: { first: 120, later: 15 },
    idleMegabytes: memory,
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
} finally {
  rmSync(clone, { recursive: true, force: true });
}

async function startOnce(): Promise<{ seconds: number; stop: () => Promise<void> }> {
  const from = performance.now();
  const launcher = spawn(process.execPath, ['apps/launcher/src/start.ts', '--empty'], {
    cwd: clone,
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await firstPage(launcher);
  const seconds = Math.round((performance.now() - from) / 100) / 10;
  return {
    seconds,
    stop: async () => {
      const gone = once(launcher, 'exit');
      launcher.kill('SIGINT');
      await gone;
    },
  };
}

async function firstPage(launcher: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 3000; tries++) {
    if (launcher.exitCode !== null) throw new Error(`The launcher ended with ${launcher.exitCode}.`);
    const ok = await fetch(`http://127.0.0.1:${port}/console/`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ok) return;
    await wait(100);
  }
  throw new Error('The first page did not come within five minutes.');
}

/** Resident memory by program, in megabytes; PostgreSQL's processes together, shared memory counted once (PSS). */
function idleMemory(): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const command = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
    const cwd = command.includes(clone) || command.startsWith('postgres:');
    if (!cwd) continue;
    const name =
      /dist\/apps\/(api|worker|revealer)\//.exec(command)?.[1] ??
      (command.includes('postgres') ? 'postgresql' : 'launcher');
    const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
    sums[name] = Math.round(((sums[name] ?? 0) + kilobytes / 1024) * 10) / 10;
  }
  return sums;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
