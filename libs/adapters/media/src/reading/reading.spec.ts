import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Container } from '@evenhand/domain';
import { defaultMediaLimits } from '@evenhand/domain';

import { hostileFiles } from '../../../../../tests/support/hostile-files/corpus';
import { findBinaries, type Binaries } from '../binaries.adapter';
import { runProbe } from '../guarded-run.adapter';
import { probeArgs } from '../probe.args';
import { readReport } from '../probe-report';
import { builds } from '../testing/builds';
import { ClipMaker, PICTURE, SPEAKS } from '../testing/clips';
import { walkBoxes } from './boxes';
import { readRecording, type Reading } from './reading';

let clips: ClipMaker;
let binaries: Binaries;
beforeAll(async () => {
  binaries = await findBinaries(builds[0]?.settings ?? { production: false, allowBundled: true });
  clips = new ClipMaker(await mkdtemp(join(tmpdir(), 'reading-')));
});
afterAll(() => rm(clips.folder, { recursive: true }));

async function read(container: Container, path: string): Promise<Reading | null> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const boxes = container === 'mp4' ? await walkBoxes(file, size) : null;
    return await readRecording(container, file, size, boxes);
  } finally {
    await file.close();
  }
}

async function probed(container: Container, path: string): Promise<Reading> {
  const { report } = await runProbe(
    binaries,
    probeArgs(container, path, defaultMediaLimits),
    defaultMediaLimits,
  );
  return readReport(report);
}

const sound = (name: string, ...encoder: string[]) =>
  clips.make(name, ['-f', 'lavfi', '-i', SPEAKS, ...encoder]);
const film = (name: string, ...encoder: string[]) =>
  clips.make(name, ['-f', 'lavfi', '-i', PICTURE, '-f', 'lavfi', '-i', SPEAKS, ...encoder]);

/** What recorders write. */
const recordings: readonly (readonly [string, Container, () => Promise<string>])[] = [
  ['WebM of a browser', 'webm', () => clips.browserWebm('a.webm')],
  ['WebM of a browser, sound alone', 'webm', () => clips.browserWebm('b.webm', SPEAKS, null)],
  ['Matroska with H.264 and AAC', 'webm', () => film('c.mkv', '-c:v', 'libx264', '-c:a', 'aac')],
  [
    'WebM with a length and VP9',
    'webm',
    () => film('d.webm', '-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8'),
  ],
  ['MP4 of a browser', 'mp4', () => clips.browserMp4('e.mp4')],
  ['MP4 that starts at once', 'mp4', () => film('f.mp4', '-movflags', '+faststart')],
  ['MP4 with its index at its end', 'mp4', () => film('g.mp4')],
  ['MP4, sound alone', 'mp4', () => sound('h.m4a', '-c:a', 'aac')],
  ['MP4 with Opus', 'mp4', () => sound('i.mp4', '-c:a', 'libopus', '-strict', '-2')],
  ['WAV', 'wav', () => sound('j.wav')],
  ['WAV of 24 bits in stereo', 'wav', () => sound('k.wav', '-c:a', 'pcm_s24le', '-ac', '2')],
  ['WAV of floats', 'wav', () => sound('l.wav', '-c:a', 'pcm_f32le')],
  ['Ogg with Opus', 'ogg', () => sound('m.ogg', '-c:a', 'libopus')],
  ['Ogg with Vorbis', 'ogg', () => sound('n.ogg', '-c:a', 'libvorbis')],
];

it.each(recordings)('says of %s what ffprobe says, without it', async (_, container, make) => {
  const path = await make();
  const [own, theirs] = [await read(container, path), await probed(container, path)];
  expect(own?.streams).toEqual(theirs.streams);
  // An Ogg tells its length at its end only, and a browser's MP4 by adding up its fragments.
  if (own?.declaredMs !== null) {
    expect(Math.abs((own?.declaredMs ?? 0) - (theirs.declaredMs ?? 0))).toBeLessThanOrEqual(30);
  }
});

it('never says more than it knows, whatever the file', async () => {
  const around = { folder: '/nowhere', canary: '/nowhere/canary.wav' };
  for (const file of hostileFiles.filter(({ name }) => /changed, number [1-6]$|nested|claims/.test(name))) {
    const content = file.content(around);
    if (!Buffer.isBuffer(content)) continue;
    const path = join(clips.folder, 'hostile');
    await writeFile(path, content);
    for (const container of ['webm', 'mp4', 'ogg', 'wav'] as const) {
      const reading = await read(container, path);
      for (const stream of reading?.streams ?? []) {
        const numbers = Object.values(stream).filter((value) => typeof value === 'number');
        expect(numbers.every((value) => value >= 0)).toBe(true);
      }
      expect(reading?.declaredMs ?? 1).toBeGreaterThan(0);
    }
  }
});
