import { gzipSync } from 'node:zlib';

import { float64, latin, OPUS_PACKET, u16, u32, vp8KeyFrame, zeros } from './bytes.ts';
import {
  block,
  cluster,
  el,
  endless,
  header,
  honestWebm,
  id,
  info,
  liar,
  pictureTrack,
  silence,
  soundTrack,
  subtitleTrack,
  webm,
} from './ebml.ts';
import { still, type HostileFile } from './hostile-file.ts';

const tracks = (...all: readonly Buffer[]) => el(id.tracks, ...all);
const sound = () => tracks(soundTrack());
const repeat = (times: number, make: (index: number) => Buffer) =>
  Array.from({ length: times }, (_, at) => make(at));

/** A picture and a voice; the picture's own header may contradict the track. */
const film = (width: number, height: number, frame = vp8KeyFrame(width, height), codec = 'V_VP8') =>
  webm(
    info(),
    tracks(soundTrack(1), pictureTrack(2, width, height, codec)),
    ...repeat(2, (second) =>
      cluster(second * 1000, ...repeat(50, (index) => block(1, index * 20, OPUS_PACKET)), block(2, 0, frame)),
    ),
  );

const attachment = (bytes: number, name = 'canary.wav') =>
  el(
    id.attachments,
    el(
      id.attachedFile,
      el(id.fileName, latin(name)),
      el(id.fileType, latin('application/x-truetype-font')),
      el(id.fileUid, u32(1)),
      el(id.fileContent, zeros(bytes)),
    ),
  );

/** Tags inside tags inside tags. */
function nestedTags(depth: number): Buffer {
  let tag = el(id.simpleTag, el(id.tagName, latin('x')));
  for (let level = 0; level < depth; level++) tag = el(id.simpleTag, el(id.tagName, latin('x')), tag);
  return el(id.tags, el(id.tag, tag));
}

const encoded = (...how: readonly Buffer[]) =>
  soundTrack(1, 'A_OPUS', el(id.encodings, el(id.encoding, ...how)));

const vp9Giant = Buffer.concat([Buffer.from([0x82, 0x49, 0x83, 0x42, 0x00]), Buffer.alloc(40, 0xff)]);

const sizes: HostileFile[] = [
  still('WebM that claims 65535 × 65535 pixels', 'refused', () => film(65_535, 65_535)),
  still('WebM whose frames are larger than it claims', 'refused', () =>
    film(320, 240, vp8KeyFrame(16_383, 16_383)),
  ),
  still('WebM one pixel high and enormously wide', 'refused', () => film(4_000_000_000, 1)),
  still('WebM of no size at all', 'either', () => film(0, 0)),
  still('VP9 of the largest size', 'either', () => film(320, 240, vp9Giant, 'V_VP9')),
];

const streams: HostileFile[] = [
  still('WebM with 3,000 voices', 'refused', () =>
    webm(info(), tracks(...repeat(3000, (at) => soundTrack(at + 1))), ...silence(1)),
  ),
  still('WebM with two pictures', 'refused', () =>
    webm(info(), tracks(soundTrack(1), pictureTrack(2, 64, 64), pictureTrack(3, 64, 64)), ...silence(1)),
  ),
  still('WebM with 500 subtitles', 'refused', () =>
    webm(info(), tracks(soundTrack(1), ...repeat(500, (at) => subtitleTrack(at + 2))), ...silence(1)),
  ),
  still('WebM whose tracks share one number', 'refused', () =>
    webm(info(), tracks(soundTrack(1), soundTrack(1)), ...silence(1)),
  ),
  still('WebM with its tracks told twice', 'either', () =>
    webm(info(), sound(), tracks(soundTrack(1), soundTrack(2), pictureTrack(3, 9999, 9999)), ...silence(1)),
  ),
  still('WebM with no voice', 'refused', () =>
    webm(info(), tracks(pictureTrack(1, 64, 64)), cluster(0, block(1, 0, vp8KeyFrame(64, 64)))),
  ),
  still('WebM with an unknown voice', 'refused', () =>
    webm(info(), tracks(soundTrack(1, 'A_REAL/COOK')), ...silence(1)),
  ),
  still('WebM with raw pictures', 'refused', () =>
    webm(info(), tracks(soundTrack(1), pictureTrack(2, 64, 64, 'V_UNCOMPRESSED')), ...silence(1)),
  ),
  still('WebM with an attached file', 'refused', () => webm(info(), attachment(64), sound(), ...silence(2))),
  still('WebM with a large attached file', 'refused', () =>
    webm(info(), attachment(8_000_000), sound(), ...silence(2)),
  ),
  still('WebM with an attached file called like a path', 'refused', () =>
    webm(info(), attachment(64, '../../../../etc/x'), sound(), ...silence(2)),
  ),
  still('WebM with 2,000 attached files at its end', 'either', () =>
    webm(info(), sound(), ...silence(2), ...repeat(2000, () => attachment(64))),
  ),
];

const clocks: HostileFile[] = [
  still('WebM that claims thirty thousand years', 'refused', () => webm(info(1e15), sound(), ...silence(2))),
  still('WebM of no number long', 'either', () =>
    webm(el(id.info, el(id.duration, float64(Number.NaN))), sound(), ...silence(2)),
  ),
  still('WebM endlessly long', 'either', () =>
    webm(el(id.info, el(id.duration, float64(Number.POSITIVE_INFINITY))), sound(), ...silence(2)),
  ),
  still('WebM whose clock stands still', 'either', () => webm(info(null, 0), sound(), ...silence(2))),
  still('WebM with three hours of silence', 'refused', () => webm(info(), sound(), ...silence(3 * 3600))),
  still('WebM with fifty hours between two words', 'either', () =>
    webm(info(), sound(), ...silence(1), ...silence(1, 50 * 3_600_000)),
  ),
  still('WebM with a packet at the end of time', 'either', () =>
    webm(info(), sound(), ...silence(1), cluster(2n ** 62n, block(1, 0, OPUS_PACKET))),
  ),
  still('WebM that runs backwards', 'either', () =>
    webm(
      info(),
      sound(),
      ...repeat(200, (at) => cluster(200_000 - at * 1000, block(1, -32_768, OPUS_PACKET))),
    ),
  ),
];

const structure: HostileFile[] = [
  still('WebM with an archive behind it', 'prepared', () =>
    Buffer.concat([honestWebm(), latin('PK\x05\x06'), zeros(18)]),
  ),
  still('WebM with a script in its ballast', 'prepared', () =>
    webm(el(id.nothing, latin('<script>alert(1)</script>')), info(), sound(), ...silence(2)),
  ),
  still('archive with a WebM behind it', 'refused', () =>
    Buffer.concat([latin('PK\x03\x04'), zeros(26), honestWebm()]),
  ),
  still('program with a WebM behind it', 'refused', () =>
    Buffer.concat([latin('\x7fELF'), zeros(60), honestWebm()]),
  ),
  still('MP3 tag with a WebM behind it', 'refused', () =>
    Buffer.concat([latin('ID3\x04\0\0\0\0\0\0'), honestWebm()]),
  ),
  still('picture with a WebM behind it', 'refused', () =>
    Buffer.concat([latin('\xff\xd8\xff\xe0'), honestWebm()]),
  ),
  still('document with a WebM behind it', 'refused', () =>
    Buffer.concat([latin('%PDF-1.7\n'), honestWebm()]),
  ),
  still('Matroska of an unknown kind', 'refused', () =>
    Buffer.concat([header('canary'), endless(id.segment, info(), sound(), ...silence(1))]),
  ),
  still('WebM inside a WebM', 'either', () =>
    webm(info(), sound(), el(id.segment, honestWebm()), ...silence(1)),
  ),
  still('tags nested a thousand deep', 'either', () =>
    webm(info(), nestedTags(1000), sound(), ...silence(2)),
  ),
  still('segments nested a thousand deep', 'refused', () =>
    Buffer.concat([header(), ...repeat(1000, () => endless(id.segment))]),
  ),
  still('twenty thousand empty tracks', 'refused', () =>
    webm(info(), tracks(...repeat(20_000, () => el(id.track))), ...silence(1)),
  ),
  still('twenty thousand chapters', 'either', () =>
    webm(
      info(),
      el(id.chapters, el(id.edition, ...repeat(20_000, () => el(id.chapter)))),
      sound(),
      ...silence(2),
    ),
  ),
  still('an index of itself', 'either', () =>
    webm(
      el(
        id.seekHead,
        ...repeat(1000, () =>
          el(id.seek, el(id.seekId, Buffer.from('114D9B74', 'hex')), el(id.seekPosition, u32(0))),
        ),
      ),
      info(),
      sound(),
      ...silence(2),
    ),
  ),
  still('an element longer than any file', 'either', () =>
    webm(info(), sound(), liar(id.cluster, 2 ** 48, ...silence(1))),
  ),
  still('a title longer than the file', 'refused', () =>
    webm(el(id.info, liar(id.title, 2_000_000_000, latin('x'))), sound()),
  ),
  still('a title of ten megabytes', 'either', () =>
    webm(el(id.info, el(id.title, Buffer.alloc(10_000_000, 0x61))), sound(), ...silence(2)),
  ),
  still('packets that unpack a thousandfold', 'either', () =>
    webm(
      info(),
      tracks(encoded(el(id.compression, el(id.compressionKind, Buffer.from([0]))))),
      cluster(
        0,
        ...repeat(50, (at) => block(1, at * 20, gzipSync(zeros(4_000_000), { level: 9 }).subarray(2))),
      ),
    ),
  ),
  still('packets that are encrypted', 'either', () =>
    webm(info(), tracks(encoded(el(id.encryption, u16(5)))), ...silence(2)),
  ),
];

export const webmFiles: readonly HostileFile[] = [...sizes, ...streams, ...clocks, ...structure];
