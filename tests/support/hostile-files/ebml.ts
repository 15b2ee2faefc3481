import { float64, latin, OPUS_PACKET, opusHead, u16, u32 } from './bytes.ts';

/** WebM by hand: just enough of EBML and Matroska to say anything in it, true or not. RFC 8794 and RFC 9559. */
export const id = {
  header: 'x1A45DFA3',
  docType: 'x4282',
  segment: 'x18538067',
  info: 'x1549A966',
  timestampScale: 'x2AD7B1',
  duration: 'x4489',
  title: 'x7BA9',
  tracks: 'x1654AE6B',
  track: 'xAE',
  trackNumber: 'xD7',
  trackUid: 'x73C5',
  trackType: 'x83',
  codec: 'x86',
  codecPrivate: 'x63A2',
  video: 'xE0',
  width: 'xB0',
  height: 'xBA',
  audio: 'xE1',
  rate: 'xB5',
  channels: 'x9F',
  encodings: 'x6D80',
  encoding: 'x6240',
  compression: 'x5034',
  compressionKind: 'x4254',
  encryption: 'x5035',
  cluster: 'x1F43B675',
  timestamp: 'xE7',
  simpleBlock: 'xA3',
  attachments: 'x1941A469',
  attachedFile: 'x61A7',
  fileName: 'x466E',
  fileType: 'x4660',
  fileContent: 'x465C',
  fileUid: 'x46AE',
  tags: 'x1254C367',
  tag: 'x7373',
  simpleTag: 'x67C8',
  tagName: 'x45A3',
  tagText: 'x4487',
  chapters: 'x1043A770',
  edition: 'x45B9',
  chapter: 'xB6',
  seekHead: 'x114D9B74',
  seek: 'x4DBB',
  seekId: 'x53AB',
  seekPosition: 'x53AC',
  nothing: 'xEC',
} as const;

type Id = `x${string}`;
const bytesOf = (name: Id) => Buffer.from(name.slice(1), 'hex');

/** Size in eight bytes, so that any length fits and every element has the same form. */
function sizeOf(length: number): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(length) | (1n << 56n));
  return size;
}

/** An element with what it holds. */
export function el(name: Id, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([bytesOf(name), sizeOf(body.length), body]);
}

/** An element that claims a length of its own choosing. */
export const liar = (name: Id, length: number, ...content: readonly Buffer[]): Buffer =>
  Buffer.concat([bytesOf(name), sizeOf(length), ...content]);

/** An element whose length nobody knows yet, as browsers write them while they record. */
export const endless = (name: Id, ...content: readonly Buffer[]): Buffer =>
  Buffer.concat([bytesOf(name), Buffer.from([0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]), ...content]);

export const header = (docType = 'webm'): Buffer => el(id.header, el(id.docType, latin(docType)));

export const info = (durationMs: number | null = null, scale = 1_000_000): Buffer =>
  el(
    id.info,
    el(id.timestampScale, u32(scale)),
    ...(durationMs === null ? [] : [el(id.duration, float64(durationMs))]),
  );

const track = (number: number, type: number, codec: string, ...more: readonly Buffer[]) =>
  el(
    id.track,
    el(id.trackNumber, u16(number)),
    el(id.trackUid, u16(number)),
    el(id.trackType, Buffer.from([type])),
    el(id.codec, latin(codec)),
    ...more,
  );

export const soundTrack = (number = 1, codec = 'A_OPUS', ...more: readonly Buffer[]): Buffer =>
  track(
    number,
    2,
    codec,
    el(id.codecPrivate, opusHead()),
    el(id.audio, el(id.rate, float64(48_000)), el(id.channels, Buffer.from([1]))),
    ...more,
  );

export const pictureTrack = (number: number, width: number, height: number, codec = 'V_VP8'): Buffer =>
  track(number, 1, codec, el(id.video, el(id.width, u32(width)), el(id.height, u32(height))));

export const subtitleTrack = (number: number): Buffer => track(number, 17, 'S_TEXT/UTF8');

/** A packet of a track, so many milliseconds after its cluster. */
export const block = (trackNumber: number, atMs: number, packet: Buffer): Buffer => {
  const at = Buffer.alloc(2);
  at.writeInt16BE(atMs);
  return el(id.simpleBlock, Buffer.from([0x80 | trackNumber]), at, Buffer.from([0x80]), packet);
};

/** A cluster at a time in milliseconds; a bigint may be any time at all. */
export function cluster(atMs: number | bigint, ...blocks: readonly Buffer[]): Buffer {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(atMs));
  return el(id.cluster, el(id.timestamp, time), ...blocks);
}

/** Seconds of silence in Opus, one cluster for each. */
export function silence(seconds: number, fromMs = 0): Buffer[] {
  return Array.from({ length: seconds }, (_, second) =>
    cluster(
      fromMs + second * 1000,
      ...Array.from({ length: 50 }, (_packet, index) => block(1, index * 20, OPUS_PACKET)),
    ),
  );
}

/** A whole file: two seconds of silence unless told otherwise. */
export const webm = (...level1: readonly Buffer[]): Buffer =>
  Buffer.concat([header(), endless(id.segment, ...level1)]);

/** An honest one, to prove that what is refused is not refused for our own mistakes. */
export const honestWebm = (): Buffer => webm(info(), el(id.tracks, soundTrack()), ...silence(2));
