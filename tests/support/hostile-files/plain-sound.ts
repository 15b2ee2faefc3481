import { latin, le16, le32, OPUS_PACKET, opusHead, zeros } from './bytes.ts';

/** WAV and Ogg by hand. */
export interface WavClaims {
  readonly tag?: number;
  readonly channels?: number;
  readonly rate?: number;
  readonly align?: number;
  readonly bits?: number;
  readonly dataBytes?: number;
  readonly riffBytes?: number;
  readonly before?: readonly Buffer[];
}

const chunk = (name: string, content: Buffer, claimed = content.length) =>
  Buffer.concat([latin(name), le32(claimed), content]);
export const riffChunk = chunk;

/** A tone of 300 Hz, so that it is heard when it comes out where it should not. */
function tone(seconds: number, rate = 16_000): Buffer {
  const samples = new Int16Array(seconds * rate);
  for (let index = 0; index < samples.length; index++)
    samples[index] = 12_000 * Math.sin((2 * Math.PI * 300 * index) / rate);
  return Buffer.from(samples.buffer);
}

export function wav(claims: WavClaims = {}, sound = tone(2)): Buffer {
  const { tag = 1, channels = 1, rate = 16_000, align = 2, bits = 16, before = [] } = claims;
  const format = Buffer.concat([
    le16(tag),
    le16(channels),
    le32(rate),
    le32((rate * align) % 4_294_967_296),
    le16(align),
    le16(bits),
  ]);
  const content = [...before, chunk('fmt ', format), chunk('data', sound, claims.dataBytes ?? sound.length)];
  const body = Buffer.concat([latin('WAVE'), ...content]);
  return Buffer.concat([latin('RIFF'), le32(claims.riffBytes ?? body.length), body]);
}

/** The checksum of Ogg pages. RFC 3533. */
function crc(bytes: Buffer): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  return sum >>> 0;
}

export interface Page {
  readonly flags?: number;
  readonly granule?: bigint;
  readonly serial?: number;
  readonly sequence: number;
}

/** One page; packets of fewer than 255 bytes. */
export function page(
  { flags = 0, granule = 0n, serial = 1, sequence }: Page,
  packets: readonly Buffer[],
): Buffer {
  const position = Buffer.alloc(8);
  position.writeBigUInt64LE(granule);
  const bytes = Buffer.concat([
    latin('OggS'),
    Buffer.from([0, flags]),
    position,
    le32(serial),
    le32(sequence),
    zeros(4),
    Buffer.from([packets.length, ...packets.map(({ length }) => length)]),
    ...packets,
  ]);
  bytes.writeUInt32LE(crc(bytes), 22);
  return bytes;
}

const opusTags = Buffer.concat([latin('OpusTags'), le32(1), latin('x'), le32(0)]);

export function ogg({
  granule = null as bigint | null,
  head = opusHead(),
  pages = 4,
  serial = 1,
} = {}): Buffer {
  const sound = Array.from({ length: pages }, (_, index) =>
    page(
      { sequence: index + 2, serial, granule: granule ?? BigInt((index + 1) * 25 * 960) },
      Array.from({ length: 25 }, () => OPUS_PACKET),
    ),
  );
  return Buffer.concat([
    page({ flags: 2, sequence: 0, serial }, [head]),
    page({ sequence: 1, serial }, [opusTags]),
    ...sound,
  ]);
}
