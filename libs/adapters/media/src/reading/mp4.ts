import type { InspectedStream } from '@evenhand/domain';

import { boxesIn, type Box } from './boxes';
import { declared, type Reading } from './reading';

/** Names of encodings in a sample table. */
const PICTURES: Readonly<Record<string, string>> = {
  avc1: 'h264',
  avc3: 'h264',
  hvc1: 'hevc',
  hev1: 'hevc',
  av01: 'av1',
  vp09: 'vp9',
};
/** Content of a sample entry before its own boxes. ISO/IEC 14496-12, section 12. */
const PICTURE_ENTRY_BYTES = 78;
const SOUND_ENTRY_BYTES = 28;
/** Object types of AAC. ISO/IEC 14496-1, table 5. */
const AAC_TYPES = [0x40, 0x66, 0x67, 0x68];

/** The tracks of an MP4, from the content of its index. */
export function readMp4(moov: Buffer): Reading | null {
  const boxes = boxesIn(moov);
  if (boxes === null) return null;
  const streams = boxes.filter(({ type }) => type === 'trak').map(streamOf);
  if (streams.length === 0 || !streams.every((stream) => stream !== null)) return null;
  return { streams, declaredMs: lengthOf(boxes) };
}

/** The length the index declares; in fragments that of the fragments, where somebody knew it. */
function lengthOf(boxes: readonly Box[]): number | null {
  const header = boxes.find(({ type }) => type === 'mvhd')?.content;
  if (!header) return null;
  const large = header[0] === 1;
  const timescale = header.readUInt32BE(large ? 20 : 12);
  const own = large ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16);
  const fragments = within(boxes, 'mvex', 'mehd');
  const all =
    fragments === null
      ? 0
      : fragments[0] === 1
        ? Number(fragments.readBigUInt64BE(4))
        : fragments.readUInt32BE(4);
  return declared(Math.max(own, all) / timescale);
}

function streamOf(trak: Box): InspectedStream | null {
  const boxes = boxesIn(trak.content);
  const kind = within(boxes, 'mdia', 'hdlr')?.toString('latin1', 8, 12);
  const table = within(boxes, 'mdia', 'minf', 'stbl', 'stsd');
  if (kind === undefined || table === null) return null;
  const entries = boxesIn(table.subarray(8));
  const [entry] = entries ?? [];
  if (!entry || entries?.length !== 1) return null;
  if (kind === 'vide') return pictureOf(entry);
  if (kind === 'soun') return soundOf(entry);
  return { kind: 'beside', codec: entry.type };
}

function pictureOf({ type, content }: Box): InspectedStream | null {
  const codec = PICTURES[type];
  if (codec === undefined || content.length < PICTURE_ENTRY_BYTES) return null;
  return { kind: 'picture', codec, width: content.readUInt16BE(24), height: content.readUInt16BE(26) };
}

function soundOf({ type, content }: Box): InspectedStream | null {
  // Later versions are QuickTime's, with fields of their own.
  if (content.length < SOUND_ENTRY_BYTES || content.readUInt16BE(8) !== 0) return null;
  const sampleRate = content.readUInt16BE(24);
  if (type === 'Opus')
    return { kind: 'sound', codec: 'opus', sampleRate, channels: content.readUInt16BE(16) };
  // For AAC the entry says stereo whatever it is.
  const channels = type === 'mp4a' ? aacChannels(content) : null;
  return channels === null ? null : { kind: 'sound', codec: 'aac', sampleRate, channels };
}

/**
 * Channels of an mp4a entry, by its elementary stream descriptor; null when it is not plainly AAC: it may also be MP3
 * and others. ISO/IEC 14496-1, section 7.2.6, and 14496-3, section 1.6.2.1.
 */
function aacChannels(entry: Buffer): number | null {
  const esds = within(boxesIn(entry.subarray(SOUND_ENTRY_BYTES)), 'esds');
  const stream = esds && tagged(esds, 4, 0x03);
  // With any flag set there is more here: dependence, address and clock of another stream.
  if (!esds || stream === null || esds[stream + 2] !== 0) return null;
  const decoder = tagged(esds, stream + 3, 0x04);
  if (decoder === null || !AAC_TYPES.includes(esds[decoder] ?? 0)) return null;
  const specific = tagged(esds, decoder + 13, 0x05);
  const channels = specific === null ? 0 : (esds.readUInt8(specific + 1) >> 3) & 0x0f;
  return channels === 0 ? null : channels;
}

/** Where the content of a descriptor with this tag begins. ISO/IEC 14496-1, section 8.3.3. */
function tagged(bytes: Buffer, at: number, tag: number): number | null {
  if (bytes[at] !== tag) return null;
  let next = at + 1;
  while (((bytes[next] ?? 0) & 0x80) !== 0 && next < at + 4) next += 1;
  return next + 1;
}

/** Content of a box by its path; null when a part of it is missing or there twice. */
function within(boxes: readonly Box[] | null, ...path: readonly string[]): Buffer | null {
  const [name, ...rest] = path;
  const found = boxes?.filter(({ type }) => type === name) ?? [];
  const [only] = found;
  if (!only || found.length !== 1) return null;
  return rest.length === 0 ? only.content : within(boxesIn(only.content), ...rest);
}
