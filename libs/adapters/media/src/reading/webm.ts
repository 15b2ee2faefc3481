import type { InspectedStream } from '@evenhand/domain';

import { declared, type Reading } from './reading';

/** Element IDs with their marker bits. RFC 8794 and RFC 9559. */
const SEGMENT = 0x18538067;
const SEEK_HEAD = 0x114d9b74;
const INFO = 0x1549a966;
const TRACKS = 0x1654ae6b;
const CLUSTER = 0x1f43b675;
const ATTACHMENTS = 0x1941a469;
const TRACK = 0xae;

const CODECS: Readonly<Record<string, string>> = {
  V_VP8: 'vp8',
  V_VP9: 'vp9',
  V_AV1: 'av1',
  'V_MPEG4/ISO/AVC': 'h264',
  A_OPUS: 'opus',
  A_VORBIS: 'vorbis',
  A_AAC: 'aac',
};
const PICTURE = 1;
const SOUND = 2;

interface Element {
  readonly id: number;
  /** Cut where the bytes in hand end. */
  readonly content: Buffer;
  /** All of it is in hand. */
  readonly whole: boolean;
}

/** The tracks of a WebM or Matroska, which recorders write before the first picture. */
export function readWebm(head: Buffer): Reading | null {
  const segment = elements(head).find(({ id }) => id === SEGMENT);
  if (!segment) return null;
  let tracks: Element | null = null;
  let declaredMs: number | null = null;
  for (const element of elements(segment.content)) {
    if (element.id === CLUSTER) return tracks && { streams: streamsOf(tracks) ?? [], declaredMs };
    // Files inside the file, here or announced for later, are a case for ffprobe.
    if (element.id === ATTACHMENTS || !element.whole) return null;
    if (element.id === SEEK_HEAD && element.content.includes('1941a469', 0, 'hex')) return null;
    if (element.id === INFO) declaredMs = lengthOf(element);
    if (element.id !== TRACKS) continue;
    if (tracks !== null || streamsOf(element) === null) return null;
    tracks = element;
  }
  return null;
}

function lengthOf(info: Element): number | null {
  const scale = number(info, 0x2ad7b1) ?? 1_000_000;
  const units = child(info, 0x4489);
  if (units?.length !== 4 && units?.length !== 8) return null;
  const value = units.length === 4 ? units.readFloatBE(0) : units.readDoubleBE(0);
  return declared((value * scale) / 1e9);
}

function streamsOf(tracks: Element): InspectedStream[] | null {
  const streams = elements(tracks.content)
    .filter(({ id }) => id === TRACK)
    .map(streamOf);
  return streams.every((stream) => stream !== null) && streams.length > 0 ? streams : null;
}

function streamOf(track: Element): InspectedStream | null {
  const codec = CODECS[child(track, 0x86)?.toString('latin1').replace(/\0+$/, '') ?? ''];
  // Compressed or encrypted packets: no recorder writes them.
  if (!track.whole || codec === undefined || child(track, 0x6d80) !== null) return null;
  const kind = number(track, 0x83);
  const picture = childElement(track, 0xe0);
  const sound = childElement(track, 0xe1);
  if (kind === PICTURE && picture) {
    const [width, height] = [number(picture, 0xb0), number(picture, 0xba)];
    return width === null || height === null ? null : { kind: 'picture', codec, width, height };
  }
  if (kind !== SOUND || !sound) return null;
  const rate = child(sound, 0xb5);
  const sampleRate =
    rate?.length === 8 ? rate.readDoubleBE(0) : rate?.length === 4 ? rate.readFloatBE(0) : 8000;
  return { kind: 'sound', codec, sampleRate, channels: number(sound, 0x9f) ?? 1 };
}

const childElement = (parent: Element, id: number): Element | null =>
  elements(parent.content).find((element) => element.id === id && element.whole) ?? null;
const child = (parent: Element, id: number): Buffer | null => childElement(parent, id)?.content ?? null;

function number(parent: Element, id: number): number | null {
  const bytes = child(parent, id);
  return bytes === null || bytes.length === 0 || bytes.length > 6 ? null : bytes.readUIntBE(0, bytes.length);
}

const MOST_ELEMENTS = 256;

/** The elements in a stretch of bytes, as far as they can be made out. */
function elements(bytes: Buffer): Element[] {
  const found: Element[] = [];
  for (let at = 0; at < bytes.length && found.length < MOST_ELEMENTS;) {
    const idBytes = Math.clz32(bytes[at] ?? 0) - 23;
    if (idBytes > 4 || at + idBytes >= bytes.length) break;
    const id = bytes.readUIntBE(at, idBytes);
    const sizeAt = at + idBytes;
    const sizeBytes = Math.clz32(bytes[sizeAt] ?? 0) - 23;
    if (sizeBytes > 8 || sizeAt + sizeBytes > bytes.length) break;
    const size = sizeOf(bytes, sizeAt, sizeBytes);
    const from = sizeAt + sizeBytes;
    // A length nobody knew while recording: all that follows.
    const to = size === null ? bytes.length : from + size;
    found.push({ id, content: bytes.subarray(from, to), whole: size !== null && to <= bytes.length });
    at = to;
  }
  return found;
}

/** A length; null when all its bits are set, which stands for an unknown one. */
function sizeOf(bytes: Buffer, at: number, length: number): number | null {
  let value = (bytes[at] ?? 0) & (0xff >> length);
  let unknown = value === 0xff >> length;
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + index] ?? 0;
    unknown &&= byte === 0xff;
    value = value * 256 + byte;
  }
  return unknown ? null : value;
}
