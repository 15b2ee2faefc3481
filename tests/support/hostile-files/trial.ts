import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

import { wav } from './plain-sound.ts';
import type { HostileFile } from './hostile-file.ts';
import type { Tracer } from './tracer.ts';
import { watch } from './watch.ts';

/** What one file came to. */
export interface Trial {
  readonly name: string;
  readonly ends: HostileFile['ends'];
  /** The refusal's code, or `prepared`. */
  readonly outcome: string;
  /** The sentence for the candidate. */
  readonly sentence: string | null;
  readonly ms: number;
  readonly memoryBytes: number;
  readonly descriptors: number;
  readonly diskBytes: number;
  /** Processes that were traced. */
  readonly traced: number;
  /** What is wrong with all this; empty when all is well. */
  readonly faults: readonly string[];
}

/** What a trial may take. */
export interface TrialLimits {
  readonly ms: number;
  readonly memoryBytes: number;
  readonly descriptors: number;
  readonly diskBytes: number;
}

interface Engine {
  prepare(file: string, outFolder: string, limits: object): Promise<{ readonly durationMs: number }>;
}

const CANARY = 'canary.wav';
/** Long ago, so that a first reading is noted even where later ones are not. */
const LONG_AGO = new Date('2001-01-01T00:00:00Z');

/** Tries one file on an engine, in a folder of its own with a canary beside it. */
export async function tryFile(
  engine: Engine,
  file: HostileFile,
  {
    folder: parent,
    media,
    limits,
    tracer,
  }: { folder: string; media: object; limits: TrialLimits; tracer: Tracer | null },
): Promise<Trial> {
  const folder = mkdtempSync(path.join(parent, 'trial-'));
  const [arrived, out] = [path.join(folder, 'arrived'), path.join(folder, 'out')];
  mkdirSync(arrived);
  mkdirSync(out);
  const canary = path.join(arrived, CANARY);
  writeFileSync(canary, wav());
  utimesSync(canary, LONG_AGO, new Date());
  const subject = path.join(arrived, file.calledAs ?? 'answer.webm');
  lay(file, subject, { folder: arrived, canary });

  const peaks = watch(out);
  const start = performance.now();
  const end = await engine.prepare(subject, out, media).then(
    () => ({ code: 'prepared', message: null, retryable: false }),
    (error: unknown) => error as { code?: string; message: string; retryable?: boolean },
  );
  const ms = Math.round(performance.now() - start);
  const took = peaks.stop();
  const outcome = end.code ?? `no trouble of ours: ${String(end.message)}`;
  const seen = tracer?.take(CANARY);
  const read = statSync(canary).atimeMs !== LONG_AGO.getTime();
  const left = readdirSync(out).length;
  rmSync(folder, { recursive: true, force: true });

  const faults = [
    ...(end.code === undefined ? [outcome] : []),
    ...(file.ends === 'refused' && outcome === 'prepared' ? ['became a recording'] : []),
    ...(file.ends === 'prepared' && outcome !== 'prepared' ? [`was refused: ${outcome}`] : []),
    ...(end.retryable === true ? [`will be tried again: ${outcome}`] : []),
    ...(outcome !== 'prepared' && !/^[A-Z].{20,}\.$/s.test(end.message ?? '') ? ['no sentence'] : []),
    ...(outcome !== 'prepared' && left > 0 ? ['left something behind'] : []),
    ...(ms > limits.ms ? [`took ${ms} ms`] : []),
    ...(took.memoryBytes > limits.memoryBytes ? [`took ${took.memoryBytes} bytes of memory`] : []),
    ...(took.descriptors > limits.descriptors ? [`opened ${took.descriptors} files`] : []),
    ...(took.diskBytes > limits.diskBytes ? [`wrote ${took.diskBytes} bytes`] : []),
    ...(read ? ['the canary was read'] : []),
    ...(seen?.opened ?? []).map((line) => `opened the canary: ${line}`),
    ...(seen?.connected ?? []).map((line) => `called somebody: ${line}`),
  ];
  const traced = seen?.traced ?? 0;
  return { name: file.name, ends: file.ends, outcome, sentence: end.message, ms, ...took, traced, faults };
}

function lay(file: HostileFile, at: string, around: { folder: string; canary: string }): void {
  const content = file.content(around);
  if (Buffer.isBuffer(content)) writeFileSync(at, content);
  else if ('link' in content) symlinkSync(content.link, at);
  else if (content.special === 'folder') mkdirSync(at);
  else execFileSync('mkfifo', [at]);
}

/** Whether reading a file leaves a mark on it here; some file systems are set not to. */
export function notesReading(folder: string, read: (file: string) => void): boolean {
  const probe = path.join(folder, 'read-me');
  writeFileSync(probe, 'x');
  utimesSync(probe, LONG_AGO, new Date());
  read(probe);
  const noted = statSync(probe).atimeMs !== LONG_AGO.getTime();
  rmSync(probe);
  return noted;
}
