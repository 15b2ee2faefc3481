/**
 * Preparation against the same ffmpeg run bare, without and with the look into the file before it, and against taking the
 * file apart and nothing else, all in one run.
 *
 *     node tests/bench/prepare.ts [seconds of video, 150] [rounds, 9] [bundled]
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import bundledFfmpeg from '@ffmpeg-installer/ffmpeg';
import bundledFfprobe from '@ffprobe-installer/ffprobe';

import { load } from './libraries.ts';
import { median } from './median.ts';

interface Engine {
  prepare(path: string, outFolder: string, limits: object): Promise<unknown>;
}
/** What a piece of work took, as media:check tells it. */
interface Consumption {
  readonly wallMs: number;
  readonly cpuMs: number | null;
}
interface PassArgs {
  inputs: { options: string[]; url: string }[];
  filter: string;
  outputs: { options: string[]; url: string | null }[];
}
interface Media {
  FfmpegMediaEngine: new (settings: object) => Engine;
  findBinaries(settings: object): Promise<{
    ffmpeg: { path: string; version: string };
    ffprobe: { path: string };
    cuesToFront: boolean;
  }>;
  probeArgs(container: string, path: string, limits: object): string[];
  passArgs(plan: object): PassArgs;
  playbackKind(picture: string, sound: string): { extension: string };
  defaultMediaLimits: object;
  consumptionOf(work: () => Promise<unknown>): Promise<Consumption>;
}

const media = await load<Media>(`
  export { FfmpegMediaEngine } from './libs/adapters/media/src/ffmpeg-engine.adapter';
  export { findBinaries } from './libs/adapters/media/src/binaries.adapter';
  export { passArgs } from './libs/adapters/media/src/pass.args';
  export { probeArgs } from './libs/adapters/media/src/probe.args';
  export { playbackKind, defaultMediaLimits } from '@evenhand/domain';
  export { consumptionOf } from './apps/worker/src/diagnosis/consumption';
`);
const [seconds = 150, rounds = 9] = process.argv.slice(2, 4).map(Number);
const bundled =
  process.argv[4] === 'bundled' ? { ffmpegPath: bundledFfmpeg.path, ffprobePath: bundledFfprobe.path } : {};
const settings = { production: false, allowBundled: true, ...bundled };
const { ffmpeg, ffprobe, cuesToFront } = await media.findBinaries(settings);
const folder = await mkdtemp(path.join(tmpdir(), 'bench-prepare-'));

/** Samples go where a bare run would throw them. */
async function run(args: readonly string[], tool: { path: string } = ffmpeg): Promise<void> {
  const child = spawn(tool.path, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`${tool.path} ended with ${String(code)}: ${args.join(' ')}`);
}

/** What browsers record: 720p at 1.2 Mb/s; somebody speaking seven seconds out of ten into a laptop in a room. */
const PICTURE = `testsrc2=s=1280x720:r=30:d=${seconds},noise=alls=6:allf=t`;
const VOICE = `anoisesrc=c=pink:a=0.5:r=48000:d=${seconds},volume='if(lt(mod(t,10),7),0.6+0.4*sin(t*20),0.02)':eval=frame`;
const CLIPS = [
  {
    name: 'WebM, VP8 and Opus, as Chromium and Firefox record',
    plan: { container: 'webm', pictureCodec: 'vp8', playback: media.playbackKind('vp8', 'opus') },
    demuxer: 'matroska',
    encoder: [
      ...['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '1200k', '-g', '100'],
      ...['-c:a', 'libopus', '-b:a', '48k', '-live', '1', '-f', 'webm'],
    ],
  },
  {
    name: 'MP4, H.264 and AAC, as Safari records',
    plan: { container: 'mp4', pictureCodec: 'h264', playback: media.playbackKind('h264', 'aac') },
    demuxer: 'mov',
    encoder: [
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-b:v', '1200k', '-g', '60'],
      ...[
        '-c:a',
        'aac',
        '-b:a',
        '96k',
        '-movflags',
        'frag_keyframe+empty_moov+default_base_moof',
        '-f',
        'mp4',
      ],
    ],
  },
];

async function measure({ name, plan, demuxer, encoder }: (typeof CLIPS)[number]) {
  const clip = path.join(folder, `clip.${plan.container}`);
  const sources = ['-f', 'lavfi', '-i', PICTURE, '-f', 'lavfi', '-i', VOICE];
  await run(['-nostdin', '-v', 'error', '-y', ...sources, ...encoder, clip]);

  const engine = new media.FfmpegMediaEngine(settings);
  const out = path.join(folder, 'out');
  const files = { playbackPath: 'playback', speechPath: 'speech', posterPath: 'poster' };
  const paths = Object.fromEntries(
    Object.entries(files).map(([key, file]) => [key, path.join(folder, file)]),
  );
  const pass = media.passArgs({
    ...plan,
    ...paths,
    path: clip,
    limits: media.defaultMediaLimits,
    cuesToFront,
  });
  const bare = [
    ...pass.inputs.flatMap(({ options, url }) => [...options, '-i', url]),
    ...['-filter_complex', pass.filter],
    ...pass.outputs.flatMap(({ options, url }) => [...options, url ?? 'pipe:1']),
  ];
  const sameRun = bare.filter((argument) => argument !== '-stats');
  const inspection = media.probeArgs(plan.container, clip, media.defaultMediaLimits);
  const demuxing = [
    '-nostdin',
    '-v',
    'error',
    '-f',
    demuxer,
    '-i',
    clip,
    '-map',
    '0',
    '-c',
    'copy',
    '-f',
    'null',
    '-',
  ];
  const ways = {
    ours: () => engine.prepare(clip, out, media.defaultMediaLimits),
    bare: () => run(sameRun),
    bareAfterFfprobe: () => run(inspection, ffprobe).then(() => run(sameRun)),
    demuxOnly: () => run(demuxing),
  };

  const taken = new Map<string, Consumption[]>();
  // One round to warm the caches; then in turn, so that a busy moment of the machine hits all of them.
  for (let round = 0; round <= rounds; round++) {
    for (const [way, work] of Object.entries(ways)) {
      await mkdir(out);
      const consumption = await media.consumptionOf(work);
      await rm(out, { recursive: true });
      if (round > 0) taken.set(way, [...(taken.get(way) ?? []), consumption]);
    }
  }
  const figures = [...taken].map(([way, runs]) => [way, perMinute(runs)] as const);
  const ours = figures[0]?.[1];
  return {
    clip: name,
    perMinuteOfVideo: Object.fromEntries(figures),
    oursTo: Object.fromEntries(figures.slice(1).map(([way, other]) => [way, ratios(ours, other)])),
  };
}

interface Figures {
  readonly wallMs: number;
  readonly cpuMs: number | null;
}

function perMinute(runs: readonly Consumption[]): Figures {
  const scale = 60 / seconds;
  const cpu = runs.map(({ cpuMs }) => cpuMs).filter((value) => value !== null);
  const rounded = (value: number) => Math.round(value * scale * 10) / 10;
  return {
    wallMs: rounded(median(runs.map(({ wallMs }) => wallMs))),
    cpuMs: cpu.length === 0 ? null : rounded(median(cpu)),
  };
}

function ratios(ours: Figures | undefined, other: Figures | undefined): { wall: number; cpu: number | null } {
  const ratio = (a = Number.NaN, b = Number.NaN) => Math.round((a / b) * 100) / 100;
  const known = typeof ours?.cpuMs === 'number' && typeof other?.cpuMs === 'number';
  return {
    wall: ratio(ours?.wallMs, other?.wallMs),
    cpu: known ? ratio(ours.cpuMs ?? 0, other.cpuMs ?? 0) : null,
  };
}

try {
  const clips = [];
  for (const clip of CLIPS) clips.push(await measure(clip));
  console.log(JSON.stringify({ bench: 'prepare', ffmpeg: ffmpeg.version, seconds, rounds, clips }, null, 2));
} finally {
  await rm(folder, { recursive: true });
}
