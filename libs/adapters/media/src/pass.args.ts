import type { Container, MediaLimits, PlaybackKind } from '@evenhand/domain';
import { SPEECH_RATE } from '@evenhand/domain';
import { fileUrl, inputArgs } from './input.args';

/** What one run of ffmpeg shall make of a recording. */
export interface PassPlan {
  readonly container: Container;
  /** Absolute path of the recording. */
  readonly path: string;
  readonly playback: PlaybackKind;
  readonly playbackPath: string;
  readonly speechPath: string;
  /** Null where there is no picture, or none that can be decoded. */
  readonly posterPath: string | null;
  readonly pictureCodec: string | null;
  readonly limits: MediaLimits;
  /** Whether this build can write the index of a WebM at its start; that of 2018 cannot. */
  readonly cuesToFront: boolean;
}

/** The arguments of a run, in the pieces fluent-ffmpeg puts together. */
export interface PassArgs {
  readonly inputs: readonly { readonly options: readonly string[]; readonly url: string }[];
  readonly filter: string;
  /** `url: null` stands for the pipe that samples come out of. */
  readonly outputs: readonly { readonly options: readonly string[]; readonly url: string | null }[];
}

/** Options that hold for the whole run. */
const WHOLE_RUN = [
  // Without it ffmpeg reads commands from the worker's own terminal.
  '-nostdin',
  '-hide_banner',
  // A second attempt writes over what the first one left.
  '-y',
  ...['-v', 'error'],
  ...['-filter_complex_threads', '1', '-filter_threads', '1'],
  // The last line of statistics tells how far the recording reaches, whatever its header says.
  '-stats',
];

/** Asks for the samples of a sound of our own making. */
export const samplesArgs = (path: string): string[] => [
  ...['-nostdin', '-hide_banner', '-v', 'error', '-protocol_whitelist', 'file,pipe'],
  ...['-threads', '1', '-f', 'flac', '-i', fileUrl(path)],
  ...['-ar', String(SPEECH_RATE), '-ac', '1', '-f', 's16le', 'pipe:1'],
];

const POSTER_AT_SECONDS = 1;

/**
 * One pass over the recording: wrapped anew for playback, decoded once for recogniser and meters, one picture kept.
 * Nothing is encoded but the speech (FLAC) and the poster.
 */
export function passArgs(plan: PassPlan): PassArgs {
  const input = inputArgs(plan.container, plan.limits);
  const url = fileUrl(plan.path);
  // One second beyond the limit is enough to know that it was crossed.
  const length = ['-t', String(plan.limits.durationMs / 1000 + 1)];
  const inputs = [{ options: [...WHOLE_RUN, ...input], url }];
  const outputs: { options: string[]; url: string | null }[] = [
    { options: [...playbackArgs(plan), ...length], url: fileUrl(plan.playbackPath) },
    { options: ['-map', '[speech]', ...speechArgs, ...length], url: fileUrl(plan.speechPath) },
  ];
  if (plan.posterPath !== null) {
    inputs.push({ options: posterInputArgs(input), url });
    outputs.push({ options: ['-map', '1:v:0', ...posterArgs], url: fileUrl(plan.posterPath) });
  }
  outputs.push({ options: ['-map', '[meters]', ...pcmArgs, ...length], url: null });
  return { inputs, filter: soundFilter, outputs };
}

/**
 * Sound on the clock of the playback: gaps (a sleeping tab, a pause) become silence and a late start is filled up, so
 * that a word heard at 12.3 s is found at 12.3 s. Mixed down, resampled and decoded once for both takers.
 */
const soundFilter = [
  `[0:a:0]aresample=${SPEECH_RATE}:async=1:first_pts=0`,
  'aformat=sample_fmts=s16:channel_layouts=mono',
  'asplit[speech][meters]',
].join(',');

function playbackArgs({ playback, pictureCodec, limits, cuesToFront }: PassPlan): string[] {
  return [
    ...(pictureCodec === null ? [] : ['-map', '0:V:0']),
    ...['-map', '0:a:0', '-c', 'copy'],
    // Telephones note place, owner and model: none of it reaches a reviewer.
    ...['-map_metadata', '-1', '-map_chapters', '-1'],
    // Apple's players know HEVC in MP4 by this name only.
    ...(pictureCodec === 'hevc' ? ['-tag:v', 'hvc1'] : []),
    // Older builds call Opus in MP4 an experiment.
    ...(playback.container === 'mp4' ? ['-movflags', '+faststart', '-strict', '-2'] : []),
    ...(playback.container === 'webm' && cuesToFront ? ['-cues_to_front', '1'] : []),
    // Recordings whose picture starts late hold back more packets than the small default allows.
    ...['-max_muxing_queue_size', '4096'],
    // Where no prlimit keeps the size, this does.
    ...['-fs', String(limits.unpackedBytes)],
    ...['-f', playback.container],
  ];
}

const speechArgs = [
  ...['-c:a', 'flac'],
  // Without it Opus, decoded to floats, becomes 24-bit FLAC: larger than WAV.
  ...['-sample_fmt', 's16'],
  // Level 2 of 12: a tenth larger than the default at a fraction of its time.
  ...['-compression_level', '2'],
  ...['-map_metadata', '-1', '-f', 'flac'],
];

const pcmArgs = [
  ...['-c:a', 'pcm_s16le', '-f', 's16le'],
  // Into a pipe ffmpeg writes every 20 ms of sound by itself; reading those one by one costs more than measuring them.
  ...['-flush_packets', '0'],
];

/**
 * The recording once more, but only a tenth of a second of it: as a second input of the same run it saves starting a
 * process, and the limit keeps ffmpeg from reading it to its end.
 */
const posterInputArgs = (input: readonly string[]) => [
  ...['-ss', String(POSTER_AT_SECONDS), '-t', '0.1'],
  ...input,
];

const posterArgs = [
  ...['-frames:v', '1'],
  ...['-vf', "scale='min(640,iw)':-2"],
  ...['-c:v', 'mjpeg', '-q:v', '4', '-threads', '1'],
  // Not image2, which reads % in a file name as a pattern.
  ...['-map_metadata', '-1', '-f', 'mjpeg'],
];
