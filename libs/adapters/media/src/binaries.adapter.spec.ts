import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { MediaToolMissing } from '@evenhand/domain';
import ffmpeg from '@ffmpeg-installer/ffmpeg';
import ffprobe from '@ffprobe-installer/ffprobe';

import { findBinaries } from './binaries.adapter';
import { FfmpegMediaEngine } from './ffmpeg-engine.adapter';

const bundled = { ffmpegPath: ffmpeg.path, ffprobePath: ffprobe.path };

describe('findBinaries', () => {
  const onBareMachine = () => Promise.resolve(null);

  it('takes the configured tools and reads their versions', async () => {
    const found = await findBinaries({ ...bundled, production: true, allowBundled: false });
    expect(found.ffmpeg).toMatchObject({ path: ffmpeg.path, source: 'configured', year: 2018 });
    expect(found.ffprobe.source).toBe('configured');
    expect(found.cuesToFront).toBe(false);
  });

  it('does not fall back silently when the configured tool does not run', async () => {
    const missing = findBinaries({ ffmpegPath: '/nowhere/ffmpeg', production: false, allowBundled: true });
    await expect(missing).rejects.toThrow('FFMPEG_PATH is set, but no ffmpeg runs there.');
  });

  it('falls back to the bundled tools with a warning', async () => {
    const found = await findBinaries({ production: false, allowBundled: false }, onBareMachine);
    expect(found.ffmpeg).toMatchObject({ path: ffmpeg.path, source: 'bundled' });
    expect(found.warnings.join('\n')).toMatch(/of 2018 is in use.*\n.*bundled.*\nprlimit is missing/);
  });

  it('refuses the bundled tools in production unless they are accepted', async () => {
    const refused = findBinaries({ production: true, allowBundled: false }, onBareMachine);
    await expect(refused).rejects.toThrow(MediaToolMissing);
    await expect(refused).rejects.toThrow(/apt-get install ffmpeg.*ALLOW_BUNDLED_FFMPEG=true/);
    const accepted = await findBinaries({ production: true, allowBundled: true }, onBareMachine);
    expect(accepted.ffmpeg.source).toBe('bundled');
  });
});

it('finds a tool that is installed later without a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'binaries-'));
  const ffmpegPath = join(folder, 'ffmpeg');
  const engine = new FfmpegMediaEngine({ ...bundled, ffmpegPath, production: true, allowBundled: false });
  await expect(engine.version()).rejects.toMatchObject({ code: 'media-tool-missing', retryable: true });
  const script = '#!/bin/sh\necho "ffmpeg version 9 Copyright (c) 2000-2026"\n';
  await writeFile(ffmpegPath, script, { mode: 0o755 });
  expect(await engine.version()).toMatchObject({ engine: 'ffmpeg', version: '9' });
  await rm(folder, { recursive: true });
});
