import fc from 'fast-check';

import { MAGIC_BYTES, recogniseRecording } from './magic-bytes';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const ebml = (docType: string, before = '') =>
  bytes(
    `\x1a\x45\xdf\xa3\x9f${before}\x42\x82${String.fromCharCode(0x80 | docType.length)}${docType}`.padEnd(
      64,
      '\0',
    ),
  );

describe('recogniseRecording', () => {
  it.each([
    ['WebM', ebml('webm'), 'webm'],
    ['WebM with fields before its type', ebml('webm', '\x42\x86\x81\x01\x42\xf7\x81\x01'), 'webm'],
    ['Matroska', ebml('matroska'), 'webm'],
    ['MP4 of a browser', bytes('\0\0\0\x24ftypiso5\0\0\x02\0'), 'mp4'],
    ['QuickTime of a telephone', bytes('\0\0\0\x14ftypqt  \0\0\0\0'), 'mp4'],
    ['Ogg', bytes('OggS\0\x02'), 'ogg'],
    ['WAV', bytes('RIFF\x24\0\0\0WAVEfmt '), 'wav'],
  ])('knows %s', (_, head, container) => {
    expect(recogniseRecording(head)).toEqual({ kind: 'container', container });
  });

  it.each([
    ['a list of other files', 'ffconcat version 1.0\nfile /etc/passwd\n'],
    ['a list of other files', '\xef\xbb\xbf  ffconcat version 1.0\n'],
    ['a playlist', '#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10,\nfile:///etc/passwd\n'],
    ['a playlist', '<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011">'],
    ['a session description', 'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n'],
    ['captions', 'WEBVTT\n\n00:00.000 --> 00:01.000\nHello'],
    ['a web page or drawing', '<svg xmlns="http://www.w3.org/2000/svg">'],
    ['a text file', 'Dear Sir or Madam,\n'],
    ['a text file', '\xff\xfeD\0e\0a\0r\0'],
    ['a picture', '\x89PNG\r\n\x1a\n'],
    ['a picture', '\xff\xd8\xff\xe0\0\x10JFIF'],
    ['a picture', '\0\0\0\x18ftypheic\0\0\0\0'],
    ['a picture', 'RIFF\x24\0\0\0WEBPVP8 '],
    ['an archive', 'PK\x03\x04\x14\0\0\0'],
    ['a PDF document', '%PDF-1.7\n'],
    ['a program', '\x7fELF\x02\x01\x01\0'],
    ['of a kind we do not know', ''.padStart(40, '\0')],
    ['of a kind we do not know', '\x1a\x45\xdf\xa3\x9f\x42\x82\x84evil'.padEnd(64, '\0')],
    ['damaged in its first bytes', '\x1a\x45\xdf\xa3'],
  ])('sees that a pretender is %s', (seenAs, head) => {
    expect(recogniseRecording(bytes(head))).toEqual({ kind: 'no-recording', seenAs });
  });

  it.each([
    ['an AVI file', 'RIFF\x24\0\0\0AVI LIST'],
    ['an MP3 or AAC file', 'ID3\x04\0\0'],
    ['an MP3 or AAC file', '\xff\xfb\x90\x64\0'],
    ['a FLAC file', 'fLaC\0\0\0\x22'],
    ['an MPEG transport stream', `\x47${'\x40'.repeat(187)}\x47`],
    ['an old QuickTime file', '\0\0\0\x08wide\0\0\x10\0mdat'],
  ])('tells that a recording of another kind is %s', (seenAs, head) => {
    expect(recogniseRecording(bytes(head))).toEqual({ kind: 'other-recording', seenAs });
  });

  it('tells an empty file from an unknown one', () => {
    expect(recogniseRecording(new Uint8Array())).toEqual({ kind: 'empty' });
  });

  it('answers for any bytes whatever', () => {
    const starts = fc.constantFrom('', '\x1a\x45\xdf\xa3', 'RIFF', '\0\0\0\x14ftyp');
    fc.assert(
      fc.property(starts, fc.uint8Array({ maxLength: MAGIC_BYTES }), (start, rest) => {
        const head = Uint8Array.from([...bytes(start), ...rest]);
        expect(recogniseRecording(head).kind).toMatch(/^(container|empty|other-recording|no-recording)$/);
      }),
    );
  });
});
