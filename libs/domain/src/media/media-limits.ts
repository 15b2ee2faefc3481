/** What one recording may be and may cost. Generous on purpose: the answer's own limit is kept while recording. */
export interface MediaLimits {
  /** Size as uploaded. */
  readonly bytes: number;
  readonly durationMs: number;
  /** Longest side of the picture, in pixels. */
  readonly side: number;
  /** Width × height. */
  readonly pixels: number;
  /** Size of any file made from it: a small file must not unpack into a disk full. */
  readonly unpackedBytes: number;
  /** Time the media tool may take for one recording. */
  readonly wallClockMs: number;
  readonly cpuSeconds: number;
  /** Address space of the media tool, which is far more than what it uses. */
  readonly memoryBytes: number;
}

/** Speech as FLAC may be larger than the upload it was made from, which may be encoded far more tightly. */
const ROOM_FOR_SPEECH = 134_217_728;
const unpackedFrom = (bytes: number) => Math.ceil(bytes * 1.1) + ROOM_FOR_SPEECH;

export const defaultMediaLimits: MediaLimits = {
  bytes: 1_073_741_824,
  durationMs: 60 * 60_000,
  side: 1920,
  pixels: 1920 * 1920,
  unpackedBytes: unpackedFrom(1_073_741_824),
  wallClockMs: 300_000,
  cpuSeconds: 240,
  memoryBytes: 2_147_483_648,
};

/** Limits for an upload of this size, which whoever took it has allowed: what is made of it is about as large. */
export const limitsForUploadOf = (bytes: number): MediaLimits => ({
  ...defaultMediaLimits,
  bytes,
  unpackedBytes: unpackedFrom(bytes),
});
