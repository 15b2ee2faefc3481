import { latin } from './bytes.ts';
import { header, honestWebm } from './ebml.ts';
import type { HostileFile, Surroundings } from './hostile-file.ts';
import { ftyp } from './boxes.ts';

const ffconcat = ({ canary }: Surroundings) => `ffconcat version 1.0\nfile '${canary}'\nfile canary.wav\n`;
const hls = ({ canary }: Surroundings) =>
  `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile://${canary}\n#EXTINF:2,\ncanary.wav\n#EXT-X-ENDLIST\n`;

const text = (name: string, written: (around: Surroundings) => string): HostileFile => ({
  name,
  ends: 'refused',
  content: (around) => latin(written(around)),
});

/** Texts that make a guessing media tool open other files or addresses. */
const listings: HostileFile[] = [
  text('ffconcat list', ffconcat),
  text('ffconcat list behind a byte order mark', (around) => `\xef\xbb\xbf${ffconcat(around)}`),
  text('ffconcat list behind empty lines', (around) => `\n\n   ${ffconcat(around)}`),
  {
    name: 'ffconcat list in UTF-16',
    ends: 'refused',
    content: (around) => Buffer.from(`\ufeff${ffconcat(around)}`, 'utf16le'),
  },
  text('old concat list without a first line', ({ canary }) => `file '${canary}'\n`),
  text('HLS playlist', hls),
  text(
    'HLS playlist with a key in another file',
    (around) =>
      `#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="file://${around.canary}"\n#EXTINF:2,\ncanary.wav\n#EXT-X-ENDLIST\n`,
  ),
  text(
    'HLS playlist of addresses',
    () =>
      '#EXTM3U\n#EXTINF:2,\nhttp://127.0.0.1:9/canary.wav\n#EXTINF:2,\nhttps://[::1]:9/x.ts\n#EXT-X-ENDLIST\n',
  ),
  text(
    'HLS playlist of HLS playlists',
    () =>
      '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nanswer.webm\n#EXT-X-STREAM-INF:BANDWIDTH=2\nfile:canary.wav\n',
  ),
  text(
    'HLS playlist with a concat address',
    ({ canary }) => `#EXTM3U\n#EXTINF:2,\nconcat:${canary}|${canary}\n#EXT-X-ENDLIST\n`,
  ),
  text(
    'HLS playlist with a subfile address',
    ({ canary }) => `#EXTM3U\n#EXTINF:2,\nsubfile,,start,0,end,64,,:${canary}\n#EXT-X-ENDLIST\n`,
  ),
  text(
    'DASH manifest',
    ({ canary }) => `<?xml version="1.0"?><MPD><Period><BaseURL>file://${canary}</BaseURL></Period></MPD>`,
  ),
  text(
    'DASH manifest with an outside entity',
    ({ canary }) =>
      `<?xml version="1.0"?><!DOCTYPE MPD [<!ENTITY x SYSTEM "file://${canary}">]><MPD><BaseURL>&x;</BaseURL></MPD>`,
  ),
  text(
    'Smooth Streaming manifest',
    () => '<?xml version="1.0"?><SmoothStreamingMedia><StreamIndex Url="canary.wav"/></SmoothStreamingMedia>',
  ),
  text(
    'session description',
    () => 'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 9 RTP/AVP 0\n',
  ),
  text('PLS playlist', ({ canary }) => `[playlist]\nFile1=${canary}\nNumberOfEntries=1\n`),
  text(
    'ASX playlist',
    ({ canary }) => `<asx version="3"><entry><ref href="file://${canary}"/></entry></asx>`,
  ),
  text(
    'XSPF playlist',
    ({ canary }) => `<?xml version="1.0"?><playlist><location>file://${canary}</location></playlist>`,
  ),
  text('drawing that shows another file', ({ canary }) => `<svg><image href="file://${canary}"/></svg>`),
  text('Avisynth script', ({ canary }) => `AviSource("${canary}")\n`),
  text('filter graph', ({ canary }) => `movie=${canary}[out0]\n`),
  text('ffmetadata text', () => ';FFMETADATA1\ntitle=x\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=999999999\n'),
  text('captions', () => 'WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n'),
  text('shell script', () => '#!/bin/sh\ncat canary.wav\n'),
  text('web page', () => '<!doctype html><video src="canary.wav">'),
  text(
    'list behind the first bytes of a WebM',
    (around) => `${header().toString('latin1')}${ffconcat(around)}`,
  ),
  text('playlist behind the first box of an MP4', (around) => `${ftyp().toString('latin1')}${hls(around)}`),
  text('list behind the first bytes of an Ogg', (around) => `OggS${ffconcat(around)}`),
  text('playlist behind the first bytes of a WAV', (around) => `RIFF\xff\xff\xff\x7fWAVE${hls(around)}`),
  text('archive whose first name reads like an MP4', () =>
    'AAAAftypisom/../../x'.padEnd(512, '\0').padEnd(10_240, '\0'),
  ),
];

const honestlyNamed = (name: string, calledAs: string): HostileFile => ({
  name,
  calledAs,
  ends: 'prepared',
  content: honestWebm,
});

/** Names that a command line or an address would take for something else. */
const names: HostileFile[] = [
  honestlyNamed('called like the concat protocol', 'concat:canary.wav|canary.wav'),
  honestlyNamed('called like the subfile protocol', 'subfile,,start,0,end,64,,:canary.wav'),
  honestlyNamed('called like a pipe', 'pipe:0'),
  honestlyNamed('called like an address', 'http:127.0.0.1:9'),
  honestlyNamed('called like bytes in an address', 'data:audio;base64,AAAA'),
  honestlyNamed('called like an option', '-i'),
  honestlyNamed('called like a pattern of names', 'answer%03d*.webm'),
  honestlyNamed('called with a line break and quotes', 'a\n"b\' $(id) `id`.webm'),
  honestlyNamed('called with directions and emptiness', '\u202egnp.\u200b\u{1f9ff}.webm'),
  honestlyNamed('called without an ending', 'answer'),
  honestlyNamed('called a text', 'answer.txt'),
  honestlyNamed('called a list', 'answer.ffconcat'),
  honestlyNamed('called a program', 'answer.exe'),
];

const link = (name: string, to: (around: Surroundings) => string): HostileFile => ({
  name,
  ends: 'refused',
  content: (around) => ({ link: to(around) }),
});

/** Entries of a folder that are no files. */
const noFiles: HostileFile[] = [
  link('link to another recording', ({ canary }) => canary),
  link('link to a neighbour', () => 'canary.wav'),
  link('link to nothing', ({ folder }) => `${folder}/nobody`),
  link('link to itself', () => 'answer.webm'),
  link('link to endless zeros', () => '/dev/zero'),
  { name: 'pipe that nobody writes to', ends: 'refused', content: () => ({ special: 'fifo' }) },
  { name: 'folder', ends: 'refused', content: () => ({ special: 'folder' }) },
];

export const textsAndNames: readonly HostileFile[] = [...listings, ...names, ...noFiles];
