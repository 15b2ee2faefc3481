import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { MediaEngine } from '../media/media-engine.port';
import { defaultMediaLimits } from '../media/media-limits';

/** Recordings an engine is tried with; each about two seconds long, the broken one cut in its middle. */
export interface MediaSamples {
  readonly film: string;
  readonly voice: string;
  readonly silence: string;
  readonly cutShort: string;
  readonly twoVoices: string;
}

/** What every media engine does alike. `makeSamples` writes them into the folder it is given. */
export function describeMediaEngine(
  name: string,
  makeEngine: () => MediaEngine | Promise<MediaEngine>,
  makeSamples: (folder: string) => Promise<MediaSamples>,
): void {
  describe(`${name} as a media engine`, () => {
    let engine: MediaEngine;
    let folder: string;
    let outFolder: string;
    let samples: MediaSamples;
    const prepare = (path: string, limits = {}) =>
      engine.prepare(path, outFolder, { ...defaultMediaLimits, ...limits });
    const pretender = async (file: string, text: string) => {
      await writeFile(join(folder, file), text, 'latin1');
      return join(folder, file);
    };

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'media-engine-'));
      engine = await makeEngine();
      samples = await makeSamples(folder);
    }, 60_000);
    beforeEach(async () => {
      outFolder = await mkdtemp(join(folder, 'out-'));
    });
    afterAll(() => rm(folder, { recursive: true }));

    it('says which tool it is', async () => {
      expect(await engine.version()).toMatchObject({
        engine: expect.any(String),
        version: expect.any(String),
      });
    });

    it('prepares a film', async () => {
      const prepared = await prepare(samples.film);
      expect(prepared.durationMs).toBeGreaterThan(1900);
      expect(prepared.durationMs).toBeLessThan(2200);
      expect(prepared.playback.mediaType).toMatch(/^video\/(webm|mp4)$/);
      expect(prepared.speech.mediaType).toBe('audio/flac');
      expect(prepared.poster?.mediaType).toBe('image/jpeg');
      expect(prepared.picture).toEqual({ width: expect.any(Number), height: expect.any(Number) });
      expect(prepared.sound.voicedMs).toBeGreaterThan(500);
      expect(prepared.sound.peaks.length).toBeGreaterThan(0);
      expect(prepared.flags).toEqual([]);
      for (const file of [prepared.playback, prepared.speech, prepared.poster]) {
        expect((await stat(file?.path ?? '')).size).toBe(file?.bytes);
      }
    });

    it('gives back the samples it made for recognisers', async () => {
      const { speech } = await prepare(samples.film);
      const heard = await engine.samples(speech.path);
      expect(heard.length).toBeGreaterThan(1.8 * 16_000);
      expect(heard.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)).toBeGreaterThan(1_000);
    });

    it('prepares a voice without a picture', async () => {
      const prepared = await prepare(samples.voice);
      expect(prepared).toMatchObject({ poster: null, picture: null, flags: [] });
      expect(prepared.playback.mediaType).toMatch(/^audio\//);
    });

    it('inspects without making anything', async () => {
      const { streams, bytes } = await engine.inspect(samples.film);
      expect(streams.map(({ kind }) => kind).sort()).toEqual(['picture', 'sound']);
      expect(bytes).toBe((await stat(samples.film)).size);
    });

    it('flags silence and a recording that ends in the middle, and keeps both', async () => {
      expect((await prepare(samples.silence)).flags).toEqual(['silent']);
      const cut = await prepare(samples.cutShort);
      expect(cut.flags).toEqual(['cut-short']);
      expect(cut.durationMs).toBeGreaterThan(0);
    });

    it.each([
      ['empty-file', ''],
      ['not-a-recording', 'Dear Sir or Madam, please find enclosed my answer.'],
      ['not-a-recording', 'ffconcat version 1.0\nfile film\n'],
      ['not-a-recording', '#EXTM3U\n#EXTINF:2,\nfilm\n'],
      ['unsupported-container', 'ID3\x04\0\0\0\0\0\0'],
      ['truncated-beyond-use', '\x1a\x45\xdf\xa3\x87\x42\x82\x84webm'],
    ])('refuses with %s what only calls itself a recording', async (code, text) => {
      const path = await pretender('answer.webm', text);
      await expect(prepare(path)).rejects.toMatchObject({ code, retryable: false });
      await expect(engine.inspect(path)).rejects.toMatchObject({ code });
    });

    it('refuses what goes over a limit', async () => {
      await expect(prepare(samples.film, { bytes: 10 })).rejects.toMatchObject({ code: 'too-large' });
      await expect(prepare(samples.film, { side: 32 })).rejects.toMatchObject({
        code: 'dimensions-too-large',
      });
      await expect(prepare(samples.film, { durationMs: 500 })).rejects.toMatchObject({ code: 'too-long' });
      await expect(prepare(samples.twoVoices)).rejects.toMatchObject({ code: 'too-many-streams' });
    });

    it('leaves nothing behind after a refusal, and nobody else in its folder', async () => {
      await expect(prepare(samples.film, { durationMs: 500 })).rejects.toThrow();
      expect(await readdir(outFolder)).toEqual([]);
      await mkdir(join(outFolder, 'neighbour'));
      const { playback } = await prepare(samples.film);
      const [own] = (await readdir(outFolder)).filter((entry) => entry !== 'neighbour');
      expect(playback.path.startsWith(join(outFolder, own ?? ''))).toBe(true);
      expect((await stat(join(outFolder, own ?? ''))).mode & 0o077).toBe(0);
    });
  });
}
