import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { defaultMediaLimits } from '@evenhand/domain';

import { hostileFiles } from '../../../../tests/support/hostile-files/corpus';
import { mayTrace, Tracer } from '../../../../tests/support/hostile-files/tracer';
import { notesReading, tryFile } from '../../../../tests/support/hostile-files/trial';
import { trialLimits, trialMediaLimits } from '../../../../tests/support/hostile-files/trial-limits';
import { findBinaries } from './binaries.adapter';
import { FfmpegMediaEngine } from './ffmpeg-engine.adapter';

/**
 * A sample of what `npm run campaign -- hostile-files` does with all of them: the honest ones and one in nine of the
 * others.
 */
const sample = hostileFiles.filter(({ name }, at) => name.startsWith('honest') || at % 9 === 0);

let folder: string;
let engine: FfmpegMediaEngine;
let tracer: Tracer | null;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-files-'));
  const anything = { production: false, allowBundled: true };
  const { ffmpeg, ffprobe } = await findBinaries(anything);
  tracer = mayTrace() ? new Tracer(folder) : null;
  engine = new FfmpegMediaEngine({
    ...anything,
    ffmpegPath: tracer?.around(ffmpeg.path) ?? ffmpeg.path,
    ffprobePath: tracer?.around(ffprobe.path) ?? ffprobe.path,
  });
});
afterAll(() => rm(folder, { recursive: true }));

it.each(sample.map((file) => [file.name, file] as const))('is safe from: %s', async (_, file) => {
  const trial = await tryFile(engine, file, {
    folder,
    media: { ...defaultMediaLimits, ...trialMediaLimits },
    limits: trialLimits,
    tracer,
  });
  expect(trial.faults).toEqual([]);
});

it('would notice a canary being read', () => {
  const noticed = notesReading(folder, (file) => readFileSync(file)) || tracer !== null;
  // Where neither strace nor the file system tells, the other tests of this file say nothing about canaries.
  expect(noticed || process.platform !== 'linux').toBe(true);
});

it('has enough of them, each with a name of its own', () => {
  expect(hostileFiles.length).toBeGreaterThanOrEqual(400);
  expect(new Set(hostileFiles.map(({ name }) => name)).size).toBe(hostileFiles.length);
});
