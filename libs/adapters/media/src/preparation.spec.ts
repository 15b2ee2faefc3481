import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { PreparedRecording } from '@evenhand/domain';
import { defaultMediaLimits } from '@evenhand/domain';
import ffmpeg from '@ffmpeg-installer/ffmpeg';
import ffprobe from '@ffprobe-installer/ffprobe';

import { FfmpegMediaEngine } from './ffmpeg-engine.adapter';
import { builds } from './testing/builds';
import { ClipMaker, PICTURE, SPEAKS } from './testing/clips';

const run = promisify(execFile);

interface Probed {
  readonly format: { readonly duration: string; readonly tags?: Record<string, string> };
  readonly streams: readonly { readonly codec_name: string; readonly start_time: string }[];
}

async function probed(path: string): Promise<Probed> {
  const { stdout } = await run(ffprobe.path, [
    '-v',
    'error',
    '-show_format',
    '-show_streams',
    '-of',
    'json',
    path,
  ]);
  return JSON.parse(stdout) as Probed;
}

/** What ffmpeg's own meter says about a file, LUFS. */
async function loudnessByFfmpeg(path: string): Promise<number> {
  const { stderr } = await run(ffmpeg.path, ['-nostdin', '-i', path, '-af', 'ebur128', '-f', 'null', '-']);
  return Number(/I:\s+(-?[\d.]+) LUFS\s+Threshold/.exec(stderr)?.[1]);
}

describe.each(builds)('$name ffmpeg', ({ settings }) => {
  const engine = new FfmpegMediaEngine(settings);
  let clips: ClipMaker;
  const prepare = (path: string): Promise<PreparedRecording> =>
    engine.prepare(path, clips.folder, defaultMediaLimits);

  beforeAll(async () => {
    clips = new ClipMaker(await mkdtemp(join(tmpdir(), 'preparation-')));
  });
  afterAll(() => rm(clips.folder, { recursive: true }));

  it('gives a WebM of a browser its length and a sound track for recognisers', async () => {
    const clip = await clips.browserWebm('film.webm');
    expect((await probed(clip)).format.duration).toBeUndefined();
    const { playback, speech, poster, sound } = await prepare(clip);
    const played = await probed(playback.path);
    expect(Number(played.format.duration)).toBeCloseTo(2, 1);
    expect(played.streams.map((stream) => stream.codec_name)).toEqual(['vp8', 'opus']);

    const heard = await probed(speech.path);
    expect(heard.streams).toMatchObject([
      { codec_name: 'flac', sample_rate: '16000', channels: 1, sample_fmt: 's16', bits_per_raw_sample: '16' },
    ]);
    expect(Number(heard.format.duration) * 1000).toBeCloseTo(sound.durationMs, -1);
    expect((await readFile(poster?.path ?? '')).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  });

  it('hears when somebody speaks, and how loud', async () => {
    const { sound, speech } = await prepare(await clips.browserWebm('spoken.webm'));
    expect(sound.voiced).toHaveLength(1);
    const [{ startMs = 0, endMs = 0 } = {}] = sound.voiced;
    // The tone lasts from 0.5 s to 1.5 s; a margin of 0.1 s is kept on either side.
    expect(Math.abs(startMs - 400)).toBeLessThanOrEqual(60);
    expect(Math.abs(endMs - 1600)).toBeLessThanOrEqual(60);
    expect(Math.abs((sound.loudness ?? 0) - (await loudnessByFfmpeg(speech.path)))).toBeLessThanOrEqual(0.2);
  });

  it('lets an MP4 of a browser start at once, without opening its end first', async () => {
    const { playback } = await prepare(await clips.browserMp4('film.mp4'));
    const bytes = await readFile(playback.path);
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
    expect(bytes.indexOf('moof')).toBe(-1);
    expect(playback.mediaType).toBe('video/mp4');
  });

  it('leaves place and model out of what a telephone recorded', async () => {
    const clip = await clips.telephoneMov('film.mov');
    expect((await readFile(clip)).includes('+48.1371')).toBe(true);
    const { playback, durationMs } = await prepare(clip);
    const bytes = await readFile(playback.path);
    expect(bytes.includes('+48.1371') || bytes.includes('Telephone')).toBe(false);
    expect(durationMs).toBeGreaterThan(1900);
  });

  it.each([
    ['ogg', ['-c:a', 'libopus', '-f', 'ogg'], 'audio/webm'],
    ['wav', ['-c:a', 'pcm_s16le', '-f', 'wav'], 'audio/wav'],
    ['m4a', ['-c:a', 'aac', '-f', 'mp4'], 'audio/mp4'],
  ])('takes sound alone as %s', async (name, encoder, mediaType) => {
    const { playback, durationMs } = await prepare(
      await clips.make(`sound.${name}`, ['-f', 'lavfi', '-i', SPEAKS, ...encoder]),
    );
    expect(playback.mediaType).toBe(mediaType);
    expect(Math.abs(durationMs - 2000)).toBeLessThan(60);
  });

  it('keeps words where they are heard when the tab was asleep for a while', async () => {
    // Sound is missing between 0.6 s and 1.2 s; the clock of the file goes on.
    const gap = "sine=f=300:r=48000:d=2,volume=2,aselect='not(between(t,0.6,1.2))'";
    const { sound } = await prepare(await clips.browserWebm('gap.webm', gap));
    expect(Math.abs(sound.durationMs - 2000)).toBeLessThan(60);
    const [{ startMs = 0, endMs = 0 } = {}] = sound.silences;
    expect(startMs).toBeGreaterThan(550);
    expect(endMs).toBeLessThan(1250);
    expect(endMs - startMs).toBeGreaterThan(300);
  });

  it('flags an MP4 cut between two fragments of its end, which ffmpeg does not notice', async () => {
    const clip = await clips.cut(await clips.browserMp4('cut.mp4', SPEAKS, PICTURE), 0.8);
    const { flags, durationMs } = await prepare(clip);
    expect(flags).toEqual(['cut-short']);
    expect(durationMs).toBeGreaterThan(500);
  });

  it('refuses an MP4 whose index was cut off', async () => {
    const clip = await clips.cut(await clips.telephoneMov('cut.mov'), 0.5);
    await expect(prepare(clip)).rejects.toMatchObject({ code: 'truncated-beyond-use' });
  });

  it('flags a microphone driven beyond its range', async () => {
    const { flags } = await prepare(await clips.browserWebm('loud.webm', 'sine=f=300:r=48000:d=2,volume=30'));
    expect(flags).toEqual(['clipped']);
  });
});
