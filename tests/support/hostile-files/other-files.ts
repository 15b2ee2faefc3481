import { fuzzed, latin, le16, le32, opusHead, seeded, zeros } from './bytes.ts';
import { fragmented, honestMp4 } from './boxes.ts';
import { honestWebm } from './ebml.ts';
import { still, type HostileFile } from './hostile-file.ts';
import { ogg, page, riffChunk, wav } from './plain-sound.ts';

const MOST = 0xffffffff;

const waves: HostileFile[] = [
  still('WAV with no channels', 'refused', () => wav({ channels: 0 })),
  still('WAV with 65,535 channels', 'refused', () => wav({ channels: 65_535 })),
  still('WAV with blocks of nothing', 'either', () => wav({ align: 0 })),
  still('WAV with the highest rate', 'either', () => wav({ rate: MOST })),
  still('WAV with no rate', 'refused', () => wav({ rate: 0 })),
  still('WAV that claims four gigabytes', 'either', () => wav({ dataBytes: MOST, riffBytes: MOST })),
  still('WAV of nothing', 'refused', () => wav({}, Buffer.alloc(0))),
  still('WAV with MP3 inside', 'refused', () => wav({ tag: 0x55 })),
  still('WAV with Windows Media inside', 'refused', () => wav({ tag: 0x161 })),
  still('WAV with telephone sound inside', 'refused', () => wav({ tag: 7, bits: 8, align: 1 })),
  still('WAV with a web page in its notes', 'prepared', () =>
    wav({ before: [riffChunk('LIST', latin('INFO<script>1</script>  '))] }),
  ),
  still('WAV with twenty thousand notes', 'either', () =>
    wav({ before: Array.from({ length: 20_000 }, () => riffChunk('LIST', latin('INFO'))) }),
  ),
  still('WAV with a note longer than the file', 'refused', () =>
    wav({ before: [riffChunk('LIST', latin('INFO'), MOST - 8)] }),
  ),
  still('WAV with two formats', 'either', () =>
    wav({
      before: [
        riffChunk('fmt ', Buffer.concat([le16(0x55), le16(2), le32(MOST), le32(MOST), le16(1), le16(0)])),
      ],
    }),
  ),
  still('large WAV of eighteen exabytes', 'either', () => {
    const bytes = wav({
      before: [riffChunk('ds64', Buffer.alloc(28, 0xff))],
      riffBytes: MOST,
      dataBytes: MOST,
    });
    bytes.write('RF64', 'latin1');
    return bytes;
  }),
];

const oggs: HostileFile[] = [
  still('Ogg at the end of time', 'either', () => ogg({ granule: 2n ** 63n - 1n })),
  still('Ogg before the beginning', 'either', () => ogg({ granule: 2n ** 64n - 5n })),
  still('Ogg with 255 channels', 'either', () => ogg({ head: opusHead(255, 255) })),
  still('Ogg with no channels', 'refused', () => ogg({ head: opusHead(0) })),
  still('Ogg with 2,000 voices', 'refused', () =>
    Buffer.concat(
      Array.from({ length: 2000 }, (_, at) => page({ flags: 2, serial: at + 1, sequence: 0 }, [opusHead()])),
    ),
  ),
  still('Ogg of 300 recordings one after the other', 'either', () =>
    Buffer.concat(Array.from({ length: 300 }, (_, at) => ogg({ serial: at + 1, pages: 1 }))),
  ),
  still('Ogg with a film', 'refused', () =>
    page({ flags: 2, sequence: 0 }, [latin('\x80theora\x03\x02\x01'), zeros(40)]),
  ),
  still('Ogg with speech of an old kind', 'refused', () =>
    page({ flags: 2, sequence: 0 }, [latin('Speex   '), zeros(72)]),
  ),
  still('Ogg with a Vorbis header of nothing', 'refused', () =>
    Buffer.concat([
      page({ flags: 2, sequence: 0 }, [latin('\x01vorbis'), zeros(23)]),
      page({ sequence: 1 }, [latin('\x03vorbis'), Buffer.alloc(100, 0xff)]),
    ]),
  ),
  still('Ogg of empty pages', 'refused', () =>
    Buffer.concat(
      Array.from({ length: 50_000 }, (_, at) =>
        page({ flags: at === 0 ? 2 : 0, sequence: at }, [Buffer.alloc(0)]),
      ),
    ),
  ),
];

function noise(length: number, seed: number): Buffer {
  const chance = seeded(seed);
  return Buffer.from(Array.from({ length }, () => Math.floor(chance() * 256)));
}

const nonsense: HostileFile[] = [
  still('nothing', 'refused', () => Buffer.alloc(0)),
  still('one byte', 'refused', () => Buffer.from([0x1a])),
  still('a megabyte of zeros', 'refused', () => zeros(1_000_000)),
  still('a megabyte of ones', 'refused', () => Buffer.alloc(1_000_000, 0xff)),
  still('a megabyte of noise', 'refused', () => noise(1_000_000, 7)),
  still('noise behind the first bytes of a WebM', 'refused', () =>
    Buffer.concat([honestWebm().subarray(0, 40), noise(200_000, 8)]),
  ),
  still('MP4 called a WAV', 'prepared', honestMp4, 'answer.wav'),
  still('WAV called an MP4', 'prepared', wav, 'answer.mp4'),
  still('Ogg called a WebM', 'prepared', ogg, 'answer.webm'),
];

/** How many changes of each honest file are tried. */
const FUZZED = 15;

/** Honest files with some of their first bytes changed, the same ones every time. */
const changed: HostileFile[] = (
  [
    ['WebM', honestWebm],
    ['MP4 of a telephone', honestMp4],
    ['MP4 of a browser', fragmented],
    ['Ogg', ogg],
    ['WAV', wav],
  ] as const
).flatMap(([name, make]) =>
  Array.from({ length: FUZZED }, (_, seed) =>
    still(`${name} changed, number ${seed + 1}`, 'either', () =>
      fuzzed(make(), seed * 31 + name.length, 3 + seed, 900),
    ),
  ),
);

const cutWebm = honestWebm();
const cut: HostileFile[] = [1, 5, 12, 25, 40, 60, 90, 140, 200, 260, 330, 400, 1000].map((length) =>
  still(`WebM cut after ${length} bytes`, 'either', () => cutWebm.subarray(0, length)),
);

export const otherFiles: readonly HostileFile[] = [...waves, ...oggs, ...nonsense, ...changed, ...cut];

/** What must still work, or the refusals prove nothing. */
export const honestFiles: readonly HostileFile[] = [
  still('honest WebM', 'prepared', honestWebm),
  still('honest MP4 of a telephone', 'prepared', honestMp4),
  still('honest MP4 of a browser', 'prepared', fragmented),
  still('honest Ogg', 'prepared', ogg),
  still('honest WAV', 'prepared', wav),
];
