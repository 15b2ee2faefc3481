import { execFile } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Writable } from 'node:stream';

import { SPEECH_RATE, type MediaLimits } from '@evenhand/domain';
import ffmpeg from 'fluent-ffmpeg';

import type { Binaries } from './binaries.adapter';
import { guardArgs } from './guard.args';
import type { PassArgs } from './pass.args';

/** How a run of a media tool ended. */
export interface RunEnd {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** It took longer than the wall clock allowed and was killed. */
  readonly timedOut: boolean;
  /** It printed more than any honest recording makes it print, and was stopped. */
  readonly saidTooMuch: boolean;
  /** First and last lines of its error output. */
  readonly complaints: readonly string[];
}

/** Nothing of our own environment, which holds passwords, reaches a program that strangers feed. */
const ENVIRONMENT = { LC_ALL: 'C', AV_LOG_FORCE_NOCOLOR: '1' };
/** Of the error output the first and the last lines are kept: in between a broken file repeats itself. */
const KEPT_LINES = 30;
const LONGEST_LINE = 400;
const LARGEST_REPORT = 1_000_000;

/** The program to start, with the arguments that put the guard before the tool. */
function guarded(
  prlimit: string | null,
  tool: string,
  limits: MediaLimits,
): { program: string; before: string[] } {
  return prlimit === null
    ? { program: tool, before: [] }
    : { program: prlimit, before: [...guardArgs(limits), tool] };
}

/** Runs ffprobe and returns what it prints. */
export function runProbe(
  { ffprobe, prlimit }: Binaries,
  args: readonly string[],
  limits: MediaLimits,
): Promise<RunEnd & { readonly report: string }> {
  const { program, before } = guarded(prlimit, ffprobe.path, limits);
  return new Promise((resolve) => {
    execFile(
      program,
      [...before, ...args],
      { env: ENVIRONMENT, timeout: limits.wallClockMs, killSignal: 'SIGKILL', maxBuffer: LARGEST_REPORT },
      (error, report, stderr) => {
        const saidTooMuch = error?.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER';
        resolve({
          exitCode: error ? (typeof error.code === 'number' ? error.code : null) : 0,
          signal: error?.signal ?? null,
          timedOut: error?.killed === true && !saidTooMuch,
          saidTooMuch,
          complaints: Complaints.in(stderr),
          report,
        });
      },
    );
  });
}

/** Runs ffmpeg and returns the bytes it prints. */
export function runDecode(
  { ffmpeg: tool, prlimit }: Binaries,
  args: readonly string[],
  limits: MediaLimits,
): Promise<RunEnd & { readonly bytes: Buffer }> {
  const { program, before } = guarded(prlimit, tool.path, limits);
  const maxBuffer = Math.ceil((limits.durationMs / 1000 + 2) * 2 * SPEECH_RATE);
  return new Promise((resolve) => {
    execFile(
      program,
      [...before, ...args],
      {
        env: ENVIRONMENT,
        timeout: limits.wallClockMs,
        killSignal: 'SIGKILL',
        maxBuffer,
        encoding: 'buffer',
      },
      (error, bytes, stderr) => {
        const saidTooMuch = error?.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER';
        resolve({
          exitCode: error ? (typeof error.code === 'number' ? error.code : null) : 0,
          signal: error?.signal ?? null,
          timedOut: error?.killed === true && !saidTooMuch,
          saidTooMuch,
          complaints: Complaints.in(stderr.toString('utf8')),
          bytes,
        });
      },
    );
  });
}

type Started = (child: ChildProcess, stdoutRing: object, stderrRing: object) => void;

/** The parts of fluent-ffmpeg 2.1.3, archived in 2025 and therefore final, that the guard takes hold of. */
interface Internals {
  _checkCapabilities(callback: () => void): void;
  availableEncoders(callback: (error: null, encoders: object) => void): void;
  _getFfmpegPath(callback: (error: null, path: string) => void): void;
  _spawnFfmpeg(args: string[], options: object, started: Started, ended: () => void): void;
}

/**
 * Runs ffmpeg over a plan. Samples go into `meters` as they are decoded.
 *
 * @returns how it ended; it never rejects because of the recording
 */
export async function runPass(
  { ffmpeg: tool, prlimit }: Binaries,
  { inputs, filter, outputs }: PassArgs,
  meters: Writable,
  limits: MediaLimits,
  workingFolder: string,
): Promise<RunEnd> {
  const command = ffmpeg({ stdoutLines: 1 });
  for (const { url, options } of inputs) command.input(url).inputOptions(...options);
  command.complexFilter([filter]);
  for (const { url, options } of outputs) command.output(url ?? meters).outputOptions(...options);

  const { program, before } = guarded(prlimit, tool.path, limits);
  let kill = () => {};
  takeHold(command, program, before, workingFolder, (child) => {
    kill = () => killGroup(child);
  });

  const complaints = new Complaints();
  // The progress event would be handier, but listening to it makes fluent-ffmpeg open the file with an unguarded ffprobe.
  command.on('stderr', (line: string) => complaints.add(line));

  const metered = new Promise<void>((resolve) => meters.once('finish', resolve));
  let timedOut = false;
  const alarm = setTimeout(() => {
    timedOut = true;
    kill();
  }, limits.wallClockMs);
  try {
    const error = await new Promise<Error | null>((resolve) => {
      command
        .once('end', () => resolve(null))
        .once('error', resolve)
        .run();
    });
    if (error === null) await metered;
    return { ...endOf(error), timedOut, saidTooMuch: false, complaints: complaints.lines };
  } finally {
    clearTimeout(alarm);
    kill();
  }
}

/** Puts the guard between fluent-ffmpeg and the process it starts. */
function takeHold(
  command: ffmpeg.FfmpegCommand,
  program: string,
  before: readonly string[],
  workingFolder: string,
  started: (child: ChildProcess) => void,
): void {
  const internals = command as unknown as Internals;
  // It would start ffmpeg three more times, unguarded, to ask for formats, codecs and encoders.
  internals._checkCapabilities = (callback) => callback();
  internals.availableEncoders = (callback) => callback(null, {});
  internals._getFfmpegPath = (callback) => callback(null, program);
  const spawn = internals._spawnFfmpeg.bind(command);
  internals._spawnFfmpeg = (args, options, onStart, onEnd) => {
    // A group of its own, so that killing it reaches whatever it started. Windows has none and opens a window instead.
    const detached = process.platform !== 'win32';
    const guardedOptions = { ...options, env: ENVIRONMENT, cwd: workingFolder, detached };
    spawn(
      [...before, ...args],
      guardedOptions,
      (child, stdoutRing, stderrRing) => {
        started(child);
        onStart(child, stdoutRing, stderrRing);
      },
      onEnd,
    );
  };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended between the look and the kill.
    child.kill('SIGKILL');
  }
}

function endOf(error: Error | null): Pick<RunEnd, 'exitCode' | 'signal'> {
  if (error === null) return { exitCode: 0, signal: null };
  const code = /exited with code (\d+)/.exec(error.message)?.[1];
  const signal = /killed with signal (\w+)/.exec(error.message)?.[1];
  return { exitCode: code === undefined ? null : Number(code), signal: signal ?? null };
}

/** Error output of a program that a stranger's file can make say anything, as often as it likes. */
class Complaints {
  private readonly first: string[] = [];
  private readonly last: string[] = [];

  static in(text: string): readonly string[] {
    const complaints = new Complaints();
    for (const line of text.split('\n')) complaints.add(line);
    return complaints.lines;
  }

  get lines(): readonly string[] {
    return [...this.first, ...this.last];
  }

  add(line: string): void {
    const kept = line.trim().slice(0, LONGEST_LINE);
    if (kept === '') return;
    if (this.first.length < KEPT_LINES) this.first.push(kept);
    else if (this.last.push(kept) > KEPT_LINES) this.last.shift();
  }
}
