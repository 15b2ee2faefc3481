import type { InspectedStream } from '@evenhand/domain';

import type { Reading } from './reading';

const HEADER_BYTES = 27;
const FIRST_PAGE = 0x02;

/** The tracks of an Ogg: each begins with a page of its own, before anything else. RFC 3533. Its length is at its end. */
export function readOgg(head: Buffer): Reading | null {
  const streams: InspectedStream[] = [];
  for (let at = 0; ;) {
    if (head.toString('latin1', at, at + 4) !== 'OggS') return null;
    if ((head.readUInt8(at + 5) & FIRST_PAGE) === 0) break;
    const segments = head.readUInt8(at + 26);
    const from = at + HEADER_BYTES + segments;
    const bytes = head.subarray(at + HEADER_BYTES, from).reduce((sum, length) => sum + length, 0);
    const stream = streamOf(head.subarray(from, from + bytes));
    if (stream === null) return null;
    streams.push(stream);
    at = from + bytes;
  }
  return streams.length === 0 ? null : { streams, declaredMs: null };
}

function streamOf(packet: Buffer): InspectedStream | null {
  const starts = (mark: string) => packet.toString('latin1', 0, mark.length) === mark;
  // Opus always comes out at 48 kHz. RFC 7845, section 5.1.
  if (starts('OpusHead')) return sound('opus', 48_000, packet.readUInt8(9));
  if (starts('\x01vorbis')) return sound('vorbis', packet.readUInt32LE(12), packet.readUInt8(11));
  return null;
}

const sound = (codec: string, sampleRate: number, channels: number): InspectedStream | null =>
  sampleRate === 0 || channels === 0 ? null : { kind: 'sound', codec, sampleRate, channels };
