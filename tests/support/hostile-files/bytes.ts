/** Bytes put together by hand: the pieces that hostile files are made of. Nothing here depends on time or chance. */

export const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
export const zeros = (length: number): Buffer => Buffer.alloc(length);

export function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function u64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}

export function le16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

export function le32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export function float64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
}

/** Numbers that look like chance and are the same every time. Mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A copy with so many bytes among the first ones changed. */
export function fuzzed(bytes: Buffer, seed: number, changes: number, within: number): Buffer {
  const chance = seeded(seed);
  const copy = Buffer.from(bytes);
  for (let change = 0; change < changes; change++) {
    const at = Math.floor(chance() * Math.min(within, copy.length));
    copy[at] = Math.floor(chance() * 256);
  }
  return copy;
}

/** 20 ms of Opus: a frame without sound. RFC 6716. */
export const OPUS_PACKET = Buffer.from([0xf8, 0xff, 0xfe]);

/** What Opus needs to know before its first packet, as in Ogg and WebM. RFC 7845, section 5.1. */
export const opusHead = (channels = 1, family = 0): Buffer =>
  Buffer.concat([
    latin('OpusHead'),
    Buffer.from([1, channels]),
    le16(312),
    le32(48_000),
    le16(0),
    Buffer.from([family]),
    ...(family === 0 ? [] : [Buffer.from([channels, 0]), Buffer.alloc(channels, 0)]),
  ]);

/** The start of a VP8 key frame of this size; behind it is nothing to decode. RFC 6386, section 9.1. */
export const vp8KeyFrame = (width: number, height: number): Buffer =>
  Buffer.concat([
    Buffer.from([0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a]),
    le16(width & 0x3fff),
    le16(height & 0x3fff),
    zeros(40),
  ]);

/** Bits in a row, for headers that do not care for bytes. */
export class Bits {
  private text = '';

  add(value: number, width: number): this {
    this.text += value.toString(2).padStart(width, '0');
    return this;
  }

  /** Exponential Golomb, as H.264 counts. */
  golomb(value: number): this {
    const binary = (value + 1).toString(2);
    this.text += '0'.repeat(binary.length - 1) + binary;
    return this;
  }

  bytes(): Buffer {
    const padded = `${this.text}1`.padEnd(Math.ceil((this.text.length + 1) / 8) * 8, '0');
    return Buffer.from(padded.match(/.{8}/g)?.map((bits) => Number.parseInt(bits, 2)) ?? []);
  }
}
