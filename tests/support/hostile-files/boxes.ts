import { Bits, latin, OPUS_PACKET, u16, u32, u64, zeros } from './bytes.ts';

/** MP4 by hand: boxes that may say anything. ISO/IEC 14496-12. */
export function box(type: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([u32(body.length + 8), latin(type), body]);
}

/** A box that claims a length of its own choosing. */
export const lyingBox = (type: string, length: number, ...content: readonly Buffer[]): Buffer =>
  Buffer.concat([u32(length), latin(type), ...content]);

/** A box with its length in eight bytes. */
export const largeBox = (type: string, length: bigint, ...content: readonly Buffer[]): Buffer =>
  Buffer.concat([u32(1), latin(type), u64(length), ...content]);

export const full = (type: string, ...content: readonly Buffer[]): Buffer => box(type, u32(0), ...content);

export const ftyp = (brand = 'isom'): Buffer => box('ftyp', latin(brand), u32(512), latin('isommp41'));

const UNITY = Buffer.concat([0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].map(u32));

export const mvhd = (units: number, timescale = 48_000): Buffer =>
  full(
    'mvhd',
    u32(0),
    u32(0),
    u32(timescale),
    u32(units),
    u32(0x10000),
    u16(0x100),
    zeros(10),
    UNITY,
    zeros(24),
    u32(2),
  );

const tkhd = (track: number, units: number, width: number, height: number) =>
  box(
    'tkhd',
    u32(7),
    ...[0, 0, track, 0, units, 0, 0, 0, 0].map(u32),
    UNITY,
    u16(width),
    u16(0),
    u16(height),
    u16(0),
  );

const hdlr = (kind: string) => full('hdlr', u32(0), latin(kind), zeros(12), latin('x\0'));
const dinf = (entry: Buffer) => box('dinf', full('dref', u32(1), entry));
/** The media lie in this very file. */
export const here = box('url ', u32(1));

/** Opus in MP4: one channel, 48 kHz. */
export const opusEntry = (): Buffer =>
  box(
    'Opus',
    zeros(6),
    u16(1),
    zeros(8),
    u16(1),
    u16(16),
    zeros(4),
    u32(48_000 * 65_536),
    box('dOps', Buffer.from([0, 1]), u16(312), u32(48_000), u16(0), Buffer.from([0])),
  );

/** H.264 whose own header gives the size. ITU-T H.264, sections 7.3.2.1 and 7.3.2.2. */
export function h264Entry(width: number, height: number, inside: { width: number; height: number }): Buffer {
  const sps = new Bits()
    .add(0x67, 8)
    .add(66, 8)
    .add(0, 8)
    .add(51, 8)
    .golomb(0)
    .golomb(0)
    .golomb(2)
    .golomb(1)
    .add(0, 1)
    .golomb(Math.ceil(inside.width / 16) - 1)
    .golomb(Math.ceil(inside.height / 16) - 1)
    .add(1, 1)
    .add(1, 1)
    .add(0, 1)
    .add(0, 1)
    .bytes();
  const pps = Buffer.from([0x68, 0xce, 0x38, 0x80]);
  const avcC = Buffer.concat([
    Buffer.from([1, 66, 0, 51, 0xff, 0xe1]),
    u16(sps.length),
    sps,
    Buffer.from([1]),
    u16(pps.length),
    pps,
  ]);
  return box(
    'avc1',
    zeros(6),
    u16(1),
    zeros(16),
    u16(width),
    u16(height),
    u32(0x480000),
    u32(0x480000),
    u32(0),
    u16(1),
    zeros(32),
    u16(24),
    u16(0xffff),
    box('avcC', avcC),
  );
}

/** Tables of a track; each may be replaced by a lie. */
export interface Tables {
  readonly stsd?: Buffer;
  readonly stts?: Buffer;
  readonly stsc?: Buffer;
  readonly stsz?: Buffer;
  readonly stco?: Buffer;
  readonly more?: readonly Buffer[];
}

export interface Track {
  readonly number?: number;
  readonly kind?: 'soun' | 'vide' | 'meta' | 'text';
  readonly width?: number;
  readonly height?: number;
  readonly reference?: Buffer;
  readonly tables?: Tables;
  readonly edits?: Buffer;
}

/** A track of silent Opus, 100 packets of it, all in one chunk at `offset`. */
export function trak(
  offset: number,
  { number = 1, kind = 'soun', width = 0, height = 0, reference = here, tables = {}, edits }: Track = {},
): Buffer {
  const units = 100 * 960;
  const stbl = box(
    'stbl',
    tables.stsd ?? full('stsd', u32(1), opusEntry()),
    tables.stts ?? full('stts', u32(1), u32(100), u32(960)),
    tables.stsc ?? full('stsc', u32(1), u32(1), u32(100), u32(1)),
    tables.stsz ?? full('stsz', u32(OPUS_PACKET.length), u32(100)),
    tables.stco ?? full('stco', u32(1), u32(offset)),
    ...(tables.more ?? []),
  );
  const mdhd = full('mdhd', u32(0), u32(0), u32(48_000), u32(units), u16(0x55c4), u16(0));
  const head = kind === 'vide' ? full('vmhd', zeros(8)) : full('smhd', zeros(4));
  const mdia = box('mdia', mdhd, hdlr(kind), box('minf', head, dinf(reference), stbl));
  return box('trak', tkhd(number, units, width, height), ...(edits ? [edits] : []), mdia);
}

const FTYP_AND_HEADER = ftyp().length + 8;
export const SOUND = Buffer.concat(Array.from({ length: 100 }, () => OPUS_PACKET));

/** A file whose media come first, as telephones write them, and its index last. */
export const mp4 = (moov: (offset: number) => readonly Buffer[], media: Buffer = SOUND): Buffer =>
  Buffer.concat([ftyp(), box('mdat', media), box('moov', ...moov(FTYP_AND_HEADER))]);

export const honestMp4 = (): Buffer => mp4((offset) => [mvhd(96_000), trak(offset)]);

/** As browsers record: an empty index, then fragments. */
export function fragmented(fragments = 3, samples = 50): Buffer {
  const empty = (type: string) => full(type, u32(0));
  const tables: Tables = {
    stts: empty('stts'),
    stsc: empty('stsc'),
    stsz: full('stsz', u32(0), u32(0)),
    stco: empty('stco'),
  };
  const moov = box(
    'moov',
    mvhd(0),
    trak(0, { tables }),
    box('mvex', full('trex', u32(1), u32(1), u32(960), u32(OPUS_PACKET.length), u32(0))),
  );
  const fragment = (index: number) => {
    const moof = (offset: number) =>
      box(
        'moof',
        full('mfhd', u32(index + 1)),
        box(
          'traf',
          box('tfhd', u32(0x020000), u32(1)),
          box('tfdt', u32(0x01000000), u64(BigInt(index * samples * 960))),
          box('trun', u32(1), u32(samples), u32(offset)),
        ),
      );
    return Buffer.concat([
      moof(moof(0).length + 8),
      box('mdat', ...Array.from({ length: samples }, () => OPUS_PACKET)),
    ]);
  };
  return Buffer.concat([ftyp('iso5'), moov, ...Array.from({ length: fragments }, (_, at) => fragment(at))]);
}

/** Where boxes begin, those inside others too: the places where a file may be cut. */
export function placesIn(bytes: Buffer, from = 0, to = bytes.length): { at: number; type: string }[] {
  const nested = /^(moov|trak|mdia|minf|stbl|dinf|mvex|moof|traf)$/;
  const places: { at: number; type: string }[] = [];
  for (let at = from; at + 8 <= to;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    places.push({ at, type });
    if (nested.test(type)) places.push(...placesIn(bytes, at + 8, Math.min(to, at + length)));
    if (length < 8) break;
    at += length;
  }
  return places;
}
