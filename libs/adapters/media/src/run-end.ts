import type { MediaLimits } from '@evenhand/domain';
import {
  DimensionsTooLarge,
  MediaTimeout,
  MediaToolFailed,
  TooLarge,
  TooManyStreams,
  TruncatedBeyondUse,
  UnsupportedCodec,
} from '@evenhand/domain';

import type { RunEnd } from './guarded-run.adapter';
import { plainComplaint } from './plain-complaint';

/** ffmpeg's words for a picture over -max_pixels; the run may well end with success, without that picture. */
const PICTURE_TOO_LARGE = /exceeds specified max pixel count|picture size \d+x\d+ is invalid/i;
/** A file that ends early; the builds of 2018 and of 2023 say it differently. MP4 parts are looked at in `boxes`. */
const ENDS_EARLY = /file ended prematurely|read error|partial file|truncat/i;
/** A track that no decoder was allowed for; some builds end on it, some go on. */
const NOT_ALLOWED = /Codec \(([\w-]{1,32})\) not on whitelist/;
/** The machine is at fault, and the same file may go through later or elsewhere. */
const MACHINE =
  /no space left|permission denied|too many open files|no such file|resource temporarily|option not found|unrecognized option|unknown (encoder|filter|format)/i;
const MEANINGLESS =
  /invalid data found|moov atom not found|end of file|could not find codec parameters|does not contain any stream|cannot determine format|error opening filters|ebml header parsing failed/i;
/** Anything else that a part of ffmpeg says before it ends is about what it reads: each says its name first. */
const OF_A_PART = /^\[[\w,-]+ @ 0x[0-9a-f]+\]/i;

const says = (end: RunEnd, words: RegExp) => end.complaints.some((line) => words.test(line));

export const endsEarly = (end: RunEnd): boolean => says(end, ENDS_EARLY);

/** What a run's end says about the recording; null when there is nothing to object to. */
export function objectionTo(end: RunEnd, limits: MediaLimits): Error | null {
  // 24 is SIGXCPU, which ffmpeg catches and ends on with 255.
  const cpuUsedUp = end.signal === 'SIGXCPU' || (end.exitCode === 255 && says(end, /received signal 24/i));
  if (end.timedOut || cpuUsedUp) return new MediaTimeout(limits.wallClockMs);
  if (end.signal === 'SIGXFSZ') return new TooLarge(limits.unpackedBytes);
  if (says(end, PICTURE_TOO_LARGE)) return new DimensionsTooLarge(limits.side);
  // Every track takes a few hundred characters to describe: nobody's telephone writes thousands of them.
  if (end.saidTooMuch) return new TooManyStreams();
  if (end.exitCode === 0) return null;
  const refused = end.complaints
    .map((line) => NOT_ALLOWED.exec(line)?.[1])
    .find((codec) => codec !== undefined);
  if (refused !== undefined) return new UnsupportedCodec(refused);
  // 69 is how ffmpeg ends when most of what it read could not be decoded.
  const complaint = plainComplaint(end.complaints);
  if (end.exitCode === 69) return new TruncatedBeyondUse({ complaint });
  const ofTheFile = says(end, MEANINGLESS) || says(end, OF_A_PART) || endsEarly(end);
  if (end.signal === null && ofTheFile && !says(end, MACHINE)) return new TruncatedBeyondUse({ complaint });
  const how = end.signal ?? `exit code ${end.exitCode ?? 'unknown'}`;
  return new MediaToolFailed([how, complaint].join(': '));
}

/** How far the recording reaches by ffmpeg's last statistics, which count what was written and not what was declared. */
export function reachedMs(end: RunEnd): number | null {
  const line = end.complaints.findLast((complaint) => /\btime=-?\d/.test(complaint));
  const match = line && /time=(\d+):(\d\d):(\d\d(?:\.\d+)?)/.exec(line);
  if (!match) return null;
  const [, hours, minutes, seconds] = match.map(Number);
  return Math.round(((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000);
}
