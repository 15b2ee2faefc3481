import { allowedCodecs } from './container';
import type { MediaLimits } from './media-limits';
import {
  DimensionsTooLarge,
  NoAudio,
  TooLarge,
  TooLong,
  TooManyStreams,
  UnsupportedCodec,
} from './media.errors';
import type { InspectedRecording, InspectedStream } from './recording';

type Picture = Extract<InspectedStream, { kind: 'picture' }>;
type Sound = Extract<InspectedStream, { kind: 'sound' }>;

/** A recording that may be opened for preparation. */
export interface AdmittedRecording {
  readonly inspected: InspectedRecording;
  readonly picture: Picture | null;
  readonly sound: Sound;
}

/** Telephones write a handful of tracks with timed metadata beside picture and sound. */
const MOST_STREAMS = 8;

/**
 * Decides from what a file claims whether it is opened at all. What it claims may be a lie: the limits are also kept
 * while it is being prepared.
 *
 * @throws MediaTrouble with the first objection
 */
export function admitRecording(inspected: InspectedRecording, limits: MediaLimits): AdmittedRecording {
  if (inspected.bytes > limits.bytes) throw new TooLarge(limits.bytes);
  const { streams } = inspected;
  const pictures = streams.filter((stream) => stream.kind === 'picture');
  const sounds = streams.filter((stream) => stream.kind === 'sound');
  const attached = streams.some((stream) => stream.kind === 'attachment');
  if (pictures.length > 1 || sounds.length > 1 || attached || streams.length > MOST_STREAMS) {
    throw new TooManyStreams();
  }
  const [sound] = sounds;
  if (!sound) throw new NoAudio();
  const picture = pictures[0] ?? null;

  const allowed = allowedCodecs[inspected.container];
  if (!allowed.sound.includes(sound.codec)) throw new UnsupportedCodec(sound.codec);
  if (picture) {
    if (!allowed.picture.includes(picture.codec)) throw new UnsupportedCodec(picture.codec);
    const { width, height } = picture;
    if (Math.max(width, height) > limits.side || width * height > limits.pixels) {
      throw new DimensionsTooLarge(limits.side);
    }
  }
  if (inspected.declaredMs !== null && inspected.declaredMs > limits.durationMs) {
    throw new TooLong(limits.durationMs);
  }
  return { inspected, picture, sound };
}
