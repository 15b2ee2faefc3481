import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';

import { defaultMediaLimits } from '@evenhand/domain';

import { findBinaries } from './binaries.adapter';
import { FfmpegMediaEngine } from './ffmpeg-engine.adapter';
import { runProbe } from './guarded-run.adapter';
import { probeArgs } from './probe.args';
import { readReport } from './probe-report';
import { builds } from './testing/builds';
import { ClipMaker, PICTURE, SPEAKS } from './testing/clips';
import { inflateVp8, pointElsewhere } from './testing/hostile';

let folder: string;
let clips: ClipMaker;
/** Another candidate's recording, beside the hostile one. */
let canary: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'));
  clips = new ClipMaker(folder);
  canary = await clips.make('canary.mov', ['-f', 'lavfi', '-i', SPEAKS, '-c:a', 'aac', '-f', 'mov']);
});
afterAll(() => rm(folder, { recursive: true }));

const written = async (name: string, text: string) => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};
const listings = (): [string, string][] => [
  ['ffconcat', `ffconcat version 1.0\nfile canary.mov\n`],
  ['HLS', `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile://${canary}\n#EXT-X-ENDLIST\n`],
  ['DASH', `<?xml version="1.0"?><MPD><BaseURL>file://${canary}</BaseURL></MPD>`],
];

describe.each(builds)('$name ffmpeg', ({ settings }) => {
  const engine = new FfmpegMediaEngine(settings);
  const prepare = async (path: string, limits = {}) => {
    const out = await mkdtemp(join(folder, 'out-'));
    try {
      return await engine.prepare(path, out, { ...defaultMediaLimits, ...limits });
    } finally {
      expect((await readdir(out)).length).toBeLessThanOrEqual(1);
    }
  };

  it.each(['ffconcat', 'HLS', 'DASH'])('takes a %s listing of other files for what it is', async (kind) => {
    const [, text = ''] = listings().find(([name]) => name === kind) ?? [];
    const path = await written('answer.webm', text);
    await expect(prepare(path)).rejects.toMatchObject({ code: 'not-a-recording' });
  });

  it.each(['ffconcat', 'HLS', 'DASH'])(
    'would not open what a %s lists even if it got to ffprobe',
    async (kind) => {
      const [, text = ''] = listings().find(([name]) => name === kind) ?? [];
      const path = await written('answer.webm', text);
      const binaries = await findBinaries(settings);
      for (const container of ['webm', 'mp4', 'ogg', 'wav'] as const) {
        const { report } = await runProbe(
          binaries,
          probeArgs(container, path, defaultMediaLimits),
          defaultMediaLimits,
        );
        expect(readReport(report).streams).toEqual([]);
      }
    },
  );

  it('does not follow a QuickTime reference to another file', async () => {
    const path = join(folder, 'pointer.mov');
    // The canary's own index, none of its sound: what is heard can only come from the canary.
    const bytes = await readFile(canary);
    await writeFile(path, bytes.fill(0, bytes.indexOf('mdat') + 4, bytes.indexOf('moov') - 4));
    await pointElsewhere(path, canary);
    const heard = await prepare(path).then(
      ({ sound }) => sound.voiced,
      () => [],
    );
    expect(heard).toEqual([]);
  });

  it('refuses a picture that is far larger than the file says, without asking for its memory', async () => {
    const path = await clips.browserWebm('inflated.webm');
    expect(await inflateVp8(path)).toBeGreaterThan(0);
    await expect(prepare(path)).rejects.toMatchObject({ code: 'dimensions-too-large' });
  });

  it('keeps the answer when only the picture is broken', async () => {
    const path = await clips.browserWebm('broken.webm');
    const bytes = await readFile(path);
    // Damages every picture after its frame header, leaving the sound alone.
    for (
      let at = bytes.indexOf('\x9d\x01\x2a', 0, 'latin1');
      at >= 0;
      at = bytes.indexOf('\x9d\x01\x2a', at + 1, 'latin1')
    ) {
      bytes.fill(0xff, at + 7, at + 60);
    }
    await writeFile(path, bytes);
    const { sound } = await prepare(path);
    expect(sound.voiced).toHaveLength(1);
  });

  it('keeps a file from unpacking into more than it may', async () => {
    const path = await clips.browserWebm('film.webm');
    await expect(prepare(path, { unpackedBytes: 20_000 })).rejects.toMatchObject({ code: 'too-large' });
  });

  it('survives files cut and damaged anywhere', async () => {
    const whole = await readFile(await clips.browserWebm('damaged.webm', SPEAKS, PICTURE));
    for (let share = 1; share < 10; share += 2) {
      const damaged = Buffer.from(whole);
      damaged.fill(
        share * 23,
        Math.floor((whole.length * share) / 10),
        Math.floor((whole.length * share) / 10) + 400,
      );
      await writeFile(join(folder, 'damaged.webm'), damaged);
      const outcome = await prepare(join(folder, 'damaged.webm')).then(
        ({ durationMs }) => durationMs > 0,
        (error: unknown) => error,
      );
      if (outcome !== true) expect(outcome).toMatchObject({ code: expect.any(String), retryable: false });
    }
  });
});

/** Whether a process still does anything: one that ended may stay in the table until somebody asks for it. */
async function isRunning(pid: string): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  if (/\) Z /.test(stat)) return false;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch {
    return false;
  }
}

describe('a media tool that misbehaves', () => {
  /** A program in the place of ffmpeg: answers questions about itself and does as it is told with recordings. */
  async function tool(name: string, does: string): Promise<string> {
    const path = join(folder, name);
    const script = [
      '#!/bin/sh',
      'case "$*" in',
      '  -version) echo "ffmpeg version 9-stand-in Copyright (c) 2000-2026"; exit 0;;',
      '  *muxer=*) exit 0;;',
      'esac',
      does,
    ];
    await writeFile(path, script.join('\n'));
    await chmod(path, 0o755);
    return path;
  }
  const engineWith = (ffmpegPath: string) =>
    new FfmpegMediaEngine({
      ...(builds[1]?.settings ?? { production: false, allowBundled: true }),
      ffmpegPath,
    });
  const outFolder = async (name: string) => {
    await mkdir(join(folder, name));
    return join(folder, name);
  };

  it('is killed with everything it started when its time is up', async () => {
    const pids = join(folder, 'pids');
    const ffmpegPath = await tool('sleeper', `sleep 60 & echo $! > ${pids}; echo $$ >> ${pids}; wait`);
    const limits = { ...defaultMediaLimits, wallClockMs: 400 };
    const film = await clips.browserWebm('slow.webm');
    // ffprobe gets the same time: enough for it, too little for somebody who sleeps.
    const attempt = engineWith(ffmpegPath).prepare(film, await outFolder('slow'), limits);
    await expect(attempt).rejects.toMatchObject({ code: 'media-timeout', retryable: true });
    await later(50);
    for (const pid of (await readFile(pids, 'utf8')).trim().split('\n')) {
      expect(await isRunning(pid)).toBe(false);
    }
  });

  it('sees nothing of our environment, and works in the private folder', async () => {
    const seen = join(folder, 'seen');
    const ffmpegPath = await tool('curious', `{ env; pwd; } > ${seen}; exit 1`);
    const out = await outFolder('curious-out');
    const attempt = engineWith(ffmpegPath).prepare(
      await clips.browserWebm('c.webm'),
      out,
      defaultMediaLimits,
    );
    await expect(attempt).rejects.toMatchObject({ code: 'media-tool-failed', retryable: true });
    const text = await readFile(seen, 'utf8');
    expect(text).toContain('LC_ALL=C');
    expect(text).not.toMatch(/HOME=|NODE_OPTIONS=|DATABASE_URL|JEST_WORKER_ID=/);
    expect(text).toContain(join(out, 'prepared-'));
  });

  it('may talk as much as it likes', async () => {
    const ffmpegPath = await tool('talker', 'yes "Invalid nonsense" | head -c 3000000 >&2; exit 1');
    const attempt = engineWith(ffmpegPath).prepare(
      await clips.browserWebm('t.webm'),
      await outFolder('talk'),
      defaultMediaLimits,
    );
    const error = await attempt.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code: 'media-tool-failed' });
    expect(JSON.stringify(error).length).toBeLessThan(5000);
  });
});
