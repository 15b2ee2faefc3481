import type { Container } from './container';
import type { SoundReport } from './sound';

/** A track of a file, as the media tool reports it before anything is decoded. */
export type InspectedStream =
  | { readonly kind: 'picture'; readonly codec: string; readonly width: number; readonly height: number }
  | { readonly kind: 'sound'; readonly codec: string; readonly sampleRate: number; readonly channels: number }
  /** Left out of the result: cover pictures, timed metadata of telephones, subtitles. */
  | { readonly kind: 'beside'; readonly codec: string }
  /** A file inside the file. */
  | { readonly kind: 'attachment'; readonly codec: string };

/** What a file claims to be. */
export interface InspectedRecording {
  readonly container: Container;
  readonly bytes: number;
  /** Length written in the file; browsers write none while recording. */
  readonly declaredMs: number | null;
  readonly streams: readonly InspectedStream[];
}

/** A local file made from a recording. */
export interface MadeFile {
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/**
 * `silent`: no speech was heard; `cut-short`: the file ends in the middle, what is there is kept; `clipped`: the
 * microphone was driven beyond its range. Flags go to the candidate, who may record again; they are never a score.
 */
export type RecordingFlag = 'silent' | 'cut-short' | 'clipped';

/** What preparation made of a recording. */
export interface PreparedRecording {
  /** The same picture and sound, wrapped anew so that it plays and seeks at once, without the device's metadata. */
  readonly playback: MadeFile;
  /** 16 kHz mono FLAC, 16 bit, on the clock of the playback: what recognisers get. */
  readonly speech: MadeFile;
  /** JPEG of an early moment; null without a picture. */
  readonly poster: MadeFile | null;
  /** Until the end of the longer of picture and sound. */
  readonly durationMs: number;
  /** Size of the encoded picture, before any rotation the device noted; null for sound only. */
  readonly picture: { readonly width: number; readonly height: number } | null;
  readonly sound: SoundReport;
  readonly flags: readonly RecordingFlag[];
}
