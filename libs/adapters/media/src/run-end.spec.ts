import { defaultMediaLimits, MediaTrouble } from '@evenhand/domain';

import type { RunEnd } from './guarded-run.adapter';
import { readReport } from './probe-report';
import { objectionTo, reachedMs } from './run-end';

const end = (changes: Partial<RunEnd>): RunEnd => ({
  exitCode: 0,
  signal: null,
  timedOut: false,
  saidTooMuch: false,
  complaints: [],
  ...changes,
});

describe('objectionTo', () => {
  it.each<[string, boolean, Partial<RunEnd>]>([
    ['media-timeout', true, { exitCode: null, signal: 'SIGKILL', timedOut: true }],
    ['media-timeout', true, { exitCode: null, signal: 'SIGXCPU' }],
    ['media-timeout', true, { exitCode: 255, complaints: ['Exiting normally, received signal 24.'] }],
    ['too-large', false, { exitCode: null, signal: 'SIGXFSZ' }],
    [
      'dimensions-too-large',
      false,
      { complaints: ['Picture size 16383x16383 exceeds specified max pixel count 9'] },
    ],
    ['truncated-beyond-use', false, { exitCode: 1, complaints: ['moov atom not found'] }],
    [
      'truncated-beyond-use',
      false,
      { exitCode: 1, complaints: ['[mov,mp4 @ 0x55e2b011eb40] error reading header', 'Not yet implemented'] },
    ],
    [
      'media-tool-failed',
      true,
      {
        exitCode: 1,
        complaints: ['[flac @ 0x55e2b011eb40] x', 'av_interleaved_write: No space left on device'],
      },
    ],
    ['too-many-streams', false, { exitCode: null, signal: 'SIGTERM', saidTooMuch: true }],
    [
      'unsupported-codec',
      false,
      { exitCode: 1, complaints: ["[rawvideo @ 0x1] Codec (rawvideo) not on whitelist 'vp8,opus'"] },
    ],
    ['media-tool-failed', true, { exitCode: 1, complaints: ['No space left on device'] }],
    ['media-tool-failed', true, { exitCode: null, signal: 'SIGKILL' }],
    ['media-tool-failed', true, { exitCode: null, signal: 'SIGSEGV', complaints: ['Invalid data found'] }],
  ])('is %s (retryable: %s) for %j', (code, retryable, changes) => {
    const objection = objectionTo(end(changes), defaultMediaLimits);
    expect(objection).toBeInstanceOf(MediaTrouble);
    expect(objection).toMatchObject({ code, retryable });
  });

  it('is none for a run that ended well, complaints or not', () => {
    expect(objectionTo(end({ complaints: ['Read error'] }), defaultMediaLimits)).toBeNull();
  });
});

it('reads how far a recording reaches from the last statistics', () => {
  const complaints = [
    'size= 1kB time=00:00:00.01 bitrate=1',
    'Lsize= 9kB time=01:02:03.45 bitrate=1',
    'afterwards',
  ];
  expect(reachedMs(end({ complaints }))).toBe(3_723_450);
  expect(reachedMs(end({ complaints: ['time=N/A'] }))).toBeNull();
});

describe('readReport', () => {
  it('tells covers and timed metadata from pictures, and a length from none', () => {
    const report = {
      streams: [
        {
          codec_type: 'video',
          codec_name: 'h264',
          width: 640,
          height: 360,
          disposition: { attached_pic: 0 },
        },
        { codec_type: 'video', codec_name: 'mjpeg', width: 9, height: 9, disposition: { attached_pic: 1 } },
        { codec_type: 'audio', codec_name: 'aac', sample_rate: '44100', channels: 2 },
        { codec_type: 'data' },
        { codec_type: 'attachment', codec_name: 'ttf' },
      ],
      format: { duration: '2.0405' },
    };
    expect(readReport(JSON.stringify(report))).toEqual({
      streams: [
        { kind: 'picture', codec: 'h264', width: 640, height: 360 },
        { kind: 'beside', codec: 'mjpeg' },
        { kind: 'sound', codec: 'aac', sampleRate: 44_100, channels: 2 },
        { kind: 'beside', codec: 'unknown' },
        { kind: 'attachment', codec: 'ttf' },
      ],
      declaredMs: 2041,
    });
  });

  it.each(['', 'null', '[]', '{"format":{"duration":"N/A"}}'])('finds nothing in %j', (json) => {
    expect(readReport(json)).toEqual({ streams: [], declaredMs: null });
  });
});
