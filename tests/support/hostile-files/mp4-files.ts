import { deflateSync } from 'node:zlib';

import {
  box,
  fragmented,
  ftyp,
  full,
  h264Entry,
  here,
  honestMp4,
  largeBox,
  lyingBox,
  mp4,
  mvhd,
  opusEntry,
  placesIn,
  trak,
  type Tables,
} from './boxes.ts';
import { latin, u16, u32, u64, zeros } from './bytes.ts';
import { still, type HostileFile, type Surroundings } from './hostile-file.ts';

const MOST = 0xffffffff;
const withTables = (tables: Tables) => () => mp4((offset) => [mvhd(96_000), trak(offset, { tables })]);

const film = (width: number, height: number, inside: { width: number; height: number }) =>
  mp4((offset) => [
    mvhd(96_000),
    trak(offset),
    trak(offset, {
      number: 2,
      kind: 'vide',
      width: Math.min(width, 65_535),
      height: Math.min(height, 65_535),
      tables: { stsd: full('stsd', u32(1), h264Entry(width, height, inside)) },
    }),
  ]);

/** A track whose media lie in another file. Whatever the media tool makes of that, it must not open the other file. */
const elsewhere = (name: string, entry: (around: Surroundings) => Buffer): HostileFile => ({
  name,
  ends: 'either',
  content: (around) =>
    mp4((offset) => [mvhd(96_000), trak(offset, { reference: entry(around) })], Buffer.alloc(0)),
});

/** Boxes inside boxes inside boxes. */
function nested(type: string, depth: number): Buffer {
  const head = Buffer.alloc(8 * depth);
  for (let level = 0; level < depth; level++) {
    head.writeUInt32BE(8 * (depth - level), 8 * level);
    head.write(type, 8 * level + 4, 'latin1');
  }
  return head;
}

const sizes: HostileFile[] = [
  still('MP4 that claims 65535 × 65535 pixels', 'refused', () =>
    film(65_535, 65_535, { width: 65_520, height: 65_520 }),
  ),
  still('H.264 whose own header is far larger than the file claims', 'either', () =>
    film(320, 240, { width: 16_384, height: 16_384 }),
  ),
];

const streams: HostileFile[] = [
  still('MP4 with 2,000 tracks', 'refused', () =>
    mp4((offset) => [
      mvhd(96_000),
      ...Array.from({ length: 2000 }, (_, at) => trak(offset, { number: at + 1 })),
    ]),
  ),
  still('MP4 with a track of every kind', 'refused', () =>
    mp4((offset) => [
      mvhd(96_000),
      ...Array.from({ length: 12 }, (_, at) =>
        trak(offset, { number: at + 1, kind: at === 0 ? 'soun' : 'meta' }),
      ),
    ]),
  ),
  still('MP4 with no track', 'refused', () => mp4(() => [mvhd(96_000)])),
  still(
    'MP4 of an unknown encoding',
    'refused',
    withTables({ stsd: full('stsd', u32(1), box('xxxx', zeros(28))) }),
  ),
  still('MP4 with a picture for a cover that is too large', 'either', () =>
    mp4((offset) => [
      mvhd(96_000),
      trak(offset),
      box(
        'udta',
        full(
          'meta',
          full('hdlr', u32(0), latin('mdir'), zeros(13)),
          box('ilst', box('covr', lyingBox('data', MOST, u32(13)))),
        ),
      ),
    ]),
  ),
  still('picture that calls itself a film', 'refused', () => Buffer.concat([ftyp('heic'), honestMp4()])),
];

const clocks: HostileFile[] = [
  still('MP4 that claims to last for ever', 'refused', () => mp4((offset) => [mvhd(MOST, 1), trak(offset)])),
  still(
    'MP4 whose packets last for ever',
    'either',
    withTables({ stts: full('stts', u32(1), u32(MOST), u32(MOST)) }),
  ),
  still('MP4 whose clock stands still', 'either', () => mp4((offset) => [mvhd(96_000, 0), trak(offset)])),
  still('MP4 whose first word comes after years', 'either', () =>
    mp4((offset) => [
      mvhd(96_000),
      trak(offset, {
        edits: box(
          'edts',
          box(
            'elst',
            u32(0x01000000),
            u32(2),
            u64(2n ** 62n),
            u64(2n ** 64n - 1n),
            u32(0x10000),
            u64(96_000n),
            u64(0n),
            u32(0x10000),
          ),
        ),
      }),
    ]),
  ),
  still('MP4 with twenty thousand edits', 'either', () =>
    mp4((offset) => [
      mvhd(96_000),
      trak(offset, {
        edits: box(
          'edts',
          full(
            'elst',
            u32(20_000),
            ...Array.from({ length: 20_000 }, () => Buffer.from('000000010000000000010000', 'hex')),
          ),
        ),
      }),
    ]),
  ),
];

const structure: HostileFile[] = [
  still('MP4 with a document in its ballast', 'prepared', () =>
    Buffer.concat(
      [ftyp(), box('free', latin('%PDF-1.7')), honestMp4().subarray(ftyp().length)].map((part, at) =>
        at === 2 ? shifted(part) : part,
      ),
    ),
  ),
  still(
    'MP4 whose table of sizes is longer than any file',
    'either',
    withTables({ stsz: full('stsz', u32(0), u32(MOST)) }),
  ),
  still(
    'MP4 whose table of places is longer than any file',
    'either',
    withTables({ stco: full('stco', u32(MOST), u32(0)) }),
  ),
  still(
    'MP4 whose places lie outside the file',
    'refused',
    withTables({ stco: full('stco', u32(1), u32(MOST)) }),
  ),
  still(
    'MP4 with negative offsets by the billion',
    'either',
    withTables({ more: [full('ctts', u32(MOST), u32(MOST), u32(0x80000000))] }),
  ),
  still(
    'MP4 whose packets are four gigabytes each',
    'refused',
    withTables({ stsz: full('stsz', u32(MOST), u32(100)) }),
  ),
  still(
    'MP4 with a chunk for every packet of a billion',
    'either',
    withTables({ stsc: full('stsc', u32(1), u32(1), u32(MOST), u32(1)) }),
  ),
  still(
    'MP4 with a thousand encodings for one track',
    'either',
    withTables({ stsd: full('stsd', u32(1000), ...Array.from({ length: 1000 }, opusEntry)) }),
  ),
  still('boxes nested ten thousand deep', 'refused', () => Buffer.concat([ftyp(), nested('moov', 10_000)])),
  still('tracks nested ten thousand deep', 'refused', () =>
    Buffer.concat([ftyp(), box('moov', mvhd(1), nested('trak', 10_000))]),
  ),
  still('MP4 inside an MP4', 'refused', () => Buffer.concat([ftyp(), box('mdat', honestMp4())])),
  still('WebM inside an MP4', 'refused', () =>
    Buffer.concat([ftyp(), box('mdat', Buffer.from('1a45dfa3', 'hex'))]),
  ),
  still('compressed index that unpacks a thousandfold', 'either', () =>
    Buffer.concat([
      ftyp(),
      box(
        'moov',
        box(
          'cmov',
          box('dcom', latin('zlib')),
          box('cmvd', u32(64_000_000), deflateSync(zeros(64_000_000), { level: 9 })),
        ),
      ),
    ]),
  ),
  still('box of seven bytes', 'refused', () => Buffer.concat([ftyp(), lyingBox('moov', 7)])),
  still('box that reaches to the end of the file', 'refused', () =>
    Buffer.concat([ftyp(), lyingBox('moov', 0, mvhd(1))]),
  ),
  still('box of eight exabytes', 'refused', () =>
    Buffer.concat([ftyp(), largeBox('moov', 2n ** 63n, mvhd(1))]),
  ),
  still('box whose length is negative', 'refused', () =>
    Buffer.concat([ftyp(), largeBox('mdat', 2n ** 64n - 1n)]),
  ),
  still('fragments that count to four billion', 'either', () => lastCounts(fragmented(), MOST)),
  still('twenty thousand empty fragments', 'either', () =>
    Buffer.concat([fragmented(1), ...Array.from({ length: 20_000 }, () => box('moof'))]),
  ),
  still('index of segments that points at itself', 'either', () =>
    Buffer.concat([
      ftyp('iso5'),
      full(
        'sidx',
        u32(1),
        u32(48_000),
        u32(0),
        u32(0),
        u16(0),
        u16(1000),
        ...Array.from({ length: 1000 }, () => Buffer.concat([u32(0x80000000), u32(1), u32(0)])),
      ),
      fragmented().subarray(ftyp().length),
    ]),
  ),
  elsewhere('MP4 whose media lie at an address of a file', ({ canary }) =>
    full('url ', latin(`file://${canary}\0`)),
  ),
  elsewhere('MP4 whose media lie in the network', () =>
    full('url ', latin('http://127.0.0.1:9/canary.wav\0')),
  ),
  elsewhere('MP4 whose media lie in a named file', () => full('urn ', latin('canary.wav\0canary.wav\0'))),
  elsewhere('MP4 whose media lie behind an alias', ({ canary }) => box('alis', u32(0), alias(canary))),
  elsewhere('MP4 whose media lie behind two references', () =>
    Buffer.concat([here, full('url ', latin('canary.wav\0'))]),
  ),
];

/** QuickTime's alias with an absolute path. */
function alias(target: string): Buffer {
  const record = zeros(150);
  record.write('Macintosh HD', 11, 'latin1');
  record[10] = 12;
  record.writeUInt16BE(1, 130);
  record.writeUInt16BE(1, 132);
  const path = latin(target.length % 2 === 0 ? target : `${target}\0`);
  return Buffer.concat([record, u16(2), u16(target.length), path, u16(0xffff), u16(0)]);
}

/** Moves the only chunk of an honest file behind the ballast put in front of it. */
function shifted(rest: Buffer): Buffer {
  const at = rest.indexOf('stco') + 12;
  rest.writeUInt32BE(rest.readUInt32BE(at) + 16, at);
  return rest;
}

/** Makes the last fragment claim so many packets. */
function lastCounts(bytes: Buffer, count: number): Buffer {
  bytes.writeUInt32BE(count, bytes.lastIndexOf('trun') + 8);
  return bytes;
}

/** Files that end at and just inside each of their boxes, as an upload that was cut off. */
const cut = (name: string, whole: Buffer): HostileFile[] =>
  placesIn(whole)
    .slice(1)
    .flatMap(({ at, type }, index) =>
      [0, 4, 12].map((beyond) =>
        still(`${name} cut ${beyond} bytes into box ${index + 1}, ${type}`, 'either', () =>
          whole.subarray(0, at + beyond),
        ),
      ),
    );

export const mp4Files: readonly HostileFile[] = [
  ...sizes,
  ...streams,
  ...clocks,
  ...structure,
  ...cut('MP4 of a telephone', honestMp4()),
  ...cut('MP4 of a browser', fragmented(2)),
];
