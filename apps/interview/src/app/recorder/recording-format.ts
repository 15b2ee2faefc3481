/** A kind of recorded answer. */
export type RecordedKind = 'video' | 'audio';

/** Never av1: decoding it costs too much on the machines this is watched on. */
const FORMATS: Record<RecordedKind, { readonly open: string; readonly apple: string }> = {
  video: { open: 'video/webm;codecs=vp8,opus', apple: 'video/mp4;codecs=avc1.42E01E,mp4a.40.2' },
  audio: { open: 'audio/webm;codecs=opus', apple: 'audio/mp4;codecs=mp4a.40.2' },
};

/** Bits per second of the recorder. */
export const VIDEO_BITS = 1_200_000;
export const AUDIO_BITS = 48_000;

/**
 * Milliseconds between two slices. A crash may cost four seconds at most, and browsers hand a slice over late: on a slow
 * machine it ends more than a second before the moment it arrives.
 */
export const SLICE_MS = 2000;

/**
 * The format to record in, or null where the browser offers none of ours.
 *
 * @param apple Safari's engine, which encodes H.264 in hardware and knows WebM only since lately
 */
export function recordingFormat(
  kind: RecordedKind,
  apple: boolean,
  isSupported: (type: string) => boolean,
): string | null {
  const { open, apple: mp4 } = FORMATS[kind];
  return (apple ? [mp4, open] : [open, mp4]).find(isSupported) ?? null;
}

/** Whether this is Safari's engine, which every browser on an iPhone uses. */
export const isAppleEngine = (vendor: string): boolean => vendor.startsWith('Apple');
