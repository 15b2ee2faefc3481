import { spawn, type ChildProcess } from 'node:child_process';

import { Complaint } from '../progress.ts';
import { quietEnvironment, root } from '../workspace.ts';
import { signalGroup } from './stopping.ts';

export interface CommandOptions {
  /** Added to the quiet environment. */
  readonly environment?: Record<string, string>;
  /** Whether the person sees the output as it comes. */
  readonly visible?: boolean;
}

export interface Outcome {
  readonly code: number;
  /** What it printed. */
  readonly output: string;
}

const running = new Set<ChildProcess>();
let ending = false;

/** Runs a script with this Node until it ends, whatever the outcome. */
export async function runScript(
  script: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<Outcome> {
  return runProgram(process.execPath, [script, ...args], options);
}

/** Runs a program until it ends, whatever the outcome. */
export async function runProgram(
  program: string,
  args: readonly string[],
  { environment = {}, visible = false }: CommandOptions = {},
): Promise<Outcome> {
  if (ending) throw new Complaint('Interrupted.');
  const child = spawn(program, args, {
    cwd: root,
    env: {
      ...quietEnvironment(),
      ...(visible && process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // a group of its own: Ctrl-C reaches the launcher only, which then ends it
  });
  running.add(child);
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (visible) process.stdout.write(chunk);
    });
  }
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (exitCode, signal) => resolve(exitCode ?? (signal ? 128 : 1)));
    });
    return { code, output: Buffer.concat(chunks).toString('utf8') };
  } finally {
    running.delete(child);
  }
}

/** Runs a script that has to succeed. @throws Complaint with its last lines */
export async function mustRun(
  what: string,
  script: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const { code, output } = await runScript(script, args, options);
  if (code === 0) return output;
  throw new Complaint(`${what} failed (code ${code}).\n${lastOf(output, 40)}`);
}

/** The last lines of what a command printed. */
export function lastOf(output: string, lines: number): string {
  return output.trimEnd().split('\n').slice(-lines).join('\n');
}

/** Ends every command still running, with its children, and lets no other begin. */
export function endCommands(): void {
  ending = true;
  for (const { pid } of running) {
    if (pid !== undefined) signalGroup(pid, 'SIGTERM');
  }
}
