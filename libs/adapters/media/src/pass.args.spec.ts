import { defaultMediaLimits, playbackKind } from '@evenhand/domain';

import { guardArgs } from './guard.args';
import { inputArgs } from './input.args';
import type { PassPlan } from './pass.args';
import { passArgs } from './pass.args';
import { probeArgs } from './probe.args';

const plan: PassPlan = {
  container: 'webm',
  path: '/in/answer',
  playback: playbackKind('vp8', 'opus'),
  playbackPath: '/out/playback.webm',
  speechPath: '/out/speech.flac',
  posterPath: '/out/poster.jpg',
  pictureCodec: 'vp8',
  limits: { ...defaultMediaLimits, durationMs: 90_000 },
  cuesToFront: true,
};
const valueOf = (options: readonly string[] | undefined, name: string) =>
  options?.[options.indexOf(name) + 1] ?? 'absent';
const all = ({ inputs, outputs }: ReturnType<typeof passArgs>) =>
  [...inputs, ...outputs].flatMap(({ options }) => options);

describe('inputArgs', () => {
  it.each([
    ['webm', 'matroska'],
    ['mp4', 'mov'],
    ['ogg', 'ogg'],
    ['wav', 'wav'],
  ] as const)('forces the format of %s and lets nothing but files through', (container, demuxer) => {
    const args = inputArgs(container, defaultMediaLimits);
    expect(args.slice(-2)).toEqual(['-f', demuxer]);
    expect(valueOf(args, '-protocol_whitelist')).toBe('file,pipe');
  });

  it('names a decoder for every codec that is taken', () => {
    expect(valueOf(inputArgs('wav', defaultMediaLimits), '-codec_whitelist')).toBe(
      'pcm_s16le,pcm_s24le,pcm_f32le',
    );
    expect(valueOf(inputArgs('ogg', defaultMediaLimits), '-codec_whitelist')).toBe(
      'opus,libopus,vorbis,libvorbis',
    );
  });

  it('keeps QuickTime from following references to other files', () => {
    const args = inputArgs('mp4', defaultMediaLimits);
    expect(valueOf(args, '-enable_drefs')).toBe('0');
    expect(valueOf(args, '-use_absolute_path')).toBe('0');
  });
});

describe('passArgs', () => {
  it('guards every input alike and gives every path a scheme', () => {
    const { inputs, outputs } = passArgs({ ...plan, path: '/in/concat:a|b' });
    expect(inputs).toHaveLength(2);
    for (const { url, options } of inputs) {
      expect(url).toBe('file:/in/concat:a|b');
      expect(options.join(' ')).toContain(inputArgs('webm', plan.limits).join(' '));
    }
    expect(outputs.filter(({ url }) => url !== null).every(({ url }) => url?.startsWith('file:/out/'))).toBe(
      true,
    );
  });

  it('copies picture and sound, and encodes nothing but speech and poster', () => {
    const { outputs } = passArgs(plan);
    expect(valueOf(outputs[0]?.options, '-c')).toBe('copy');
    expect(all(passArgs(plan)).filter((option) => /^lib/.test(option))).toEqual([]);
    expect(outputs.map(({ options }) => valueOf(options, '-f'))).toEqual(['webm', 'flac', 'mjpeg', 's16le']);
  });

  it('writes FLAC with 16 bit always', () => {
    expect(valueOf(passArgs(plan).outputs[1]?.options, '-sample_fmt')).toBe('s16');
  });

  it('stops a second after the limit, whatever the file declares', () => {
    const [playback, speech, , meters] = passArgs(plan).outputs;
    for (const output of [playback, speech, meters]) expect(valueOf(output?.options, '-t')).toBe('91');
  });

  it('drops what the device noted', () => {
    expect(valueOf(passArgs(plan).outputs[0]?.options, '-map_metadata')).toBe('-1');
  });

  it('asks only builds that can for the index in front', () => {
    expect(all(passArgs(plan))).toContain('-cues_to_front');
    expect(all(passArgs({ ...plan, cuesToFront: false }))).not.toContain('-cues_to_front');
    const mp4 = passArgs({ ...plan, playback: playbackKind('h264', 'aac'), pictureCodec: 'h264' });
    expect(all(mp4)).not.toContain('-cues_to_front');
    expect(valueOf(mp4.outputs[0]?.options, '-movflags')).toBe('+faststart');
  });

  it('opens a recording without a picture once, and asks for no picture', () => {
    const { inputs, outputs } = passArgs({ ...plan, posterPath: null, pictureCodec: null });
    expect(inputs).toHaveLength(1);
    expect(outputs.map(({ options }) => valueOf(options, '-map'))).toEqual(['0:a:0', '[speech]', '[meters]']);
  });
});

it('asks ffprobe under the same guard', () => {
  const args = probeArgs('webm', '/in/answer', defaultMediaLimits);
  expect(args.join(' ')).toContain(inputArgs('webm', defaultMediaLimits).join(' '));
  expect(args.at(-1)).toBe('file:/in/answer');
});

it('lets the kernel keep the limits', () => {
  expect(guardArgs({ ...defaultMediaLimits, memoryBytes: 5, cpuSeconds: 7, unpackedBytes: 9 })).toEqual([
    '--as=5',
    '--cpu=7:12',
    '--fsize=9',
    '--nofile=64',
    '--core=0',
    '--',
  ]);
});
