import ffmpeg from '@ffmpeg-installer/ffmpeg';
import ffprobe from '@ffprobe-installer/ffprobe';

import type { BinarySettings } from '../binaries.adapter';

const anything = { production: false, allowBundled: true };

/** The builds the engine is tried with: what this machine would use, and the oldest it supports. */
export const builds: readonly { readonly name: string; readonly settings: BinarySettings }[] = [
  { name: "the machine's", settings: anything },
  { name: 'the bundled', settings: { ...anything, ffmpegPath: ffmpeg.path, ffprobePath: ffprobe.path } },
];
