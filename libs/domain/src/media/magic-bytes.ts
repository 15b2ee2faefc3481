import type { Container } from './container';

/** What the first bytes of a file say it is. `seenAs` completes the sentence "it is …". */
export type Recognition =
  | { readonly kind: 'container'; readonly container: Container }
  | { readonly kind: 'empty' }
  | { readonly kind: 'other-recording'; readonly seenAs: string }
  | { readonly kind: 'no-recording'; readonly seenAs: string };

/** How many bytes `recogniseRecording` wants to see; fewer are fine when the file is shorter. */
export const MAGIC_BYTES = 512;

type Verdict = Exclude<Recognition, { kind: 'empty' }>;
const container = (name: Container): Verdict => ({ kind: 'container', container: name });
const otherRecording = (seenAs: string): Verdict => ({ kind: 'other-recording', seenAs });
const noRecording = (seenAs: string): Verdict => ({ kind: 'no-recording', seenAs });

/** One character per byte. */
function characters(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

/**
 * Says what a file is by its first bytes, so that the media tool is told which format to expect and never guesses: a
 * text file that lists other files opens as nothing at all.
 */
export function recogniseRecording(head: Uint8Array): Recognition {
  if (head.length === 0) return { kind: 'empty' };
  return (
    ebml(head) ??
    isoMedia(head) ??
    riff(head) ??
    bySignature(head) ??
    text(head) ??
    noRecording('of a kind we do not know')
  );
}

/** EBML: the DocType element (0x4282) of the header tells WebM and Matroska from anything else. RFC 8794. */
function ebml(head: Uint8Array): Verdict | null {
  if (characters(head, 0, 4) !== '\x1a\x45\xdf\xa3') return null;
  const size = vint(head, 4);
  if (size === null) return noRecording('damaged in its first bytes');
  let at = 4 + size.length;
  const end = Math.min(head.length, at + size.value);
  while (at + 2 < end) {
    const idLength = Math.clz32(head[at] ?? 0) - 23;
    const length = vint(head, at + idLength);
    if (idLength > 4 || length === null) break;
    const from = at + idLength + length.length;
    if (idLength === 2 && head[at] === 0x42 && head[at + 1] === 0x82) {
      const docType = characters(head, from, length.value).replace(/\0+$/, '');
      return docType === 'webm' || docType === 'matroska'
        ? container('webm')
        : noRecording('of a kind we do not know');
    }
    at = from + length.value;
  }
  return noRecording('damaged in its first bytes');
}

/** A variable-length integer of EBML. RFC 8794, section 4. */
function vint(bytes: Uint8Array, at: number): { value: number; length: number } | null {
  const first = bytes[at] ?? 0;
  const length = Math.clz32(first) - 23;
  if (length > 8 || at + length > bytes.length) return null;
  let value = first & (0xff >> length);
  for (let index = 1; index < length; index++) value = value * 256 + (bytes[at + index] ?? 0);
  return { value, length };
}

/** ISO base media: the major brand of the ftyp box tells films from pictures. */
function isoMedia(head: Uint8Array): Verdict | null {
  if (characters(head, 4, 4) !== 'ftyp') return null;
  const brand = characters(head, 8, 4);
  if (/^(heic|heix|hevc|heim|heis|mif1|msf1|avif|avis|crx )$/.test(brand)) return noRecording('a picture');
  return container('mp4');
}

/** RIFF holds sound, film or pictures; RF64 is its large sibling for sound. */
function riff(head: Uint8Array): Verdict | null {
  if (!/^(RIFF|RF64)$/.test(characters(head, 0, 4))) return null;
  const form = characters(head, 8, 4);
  if (form === 'WAVE') return container('wav');
  if (form === 'AVI ') return otherRecording('an AVI file');
  if (form === 'WEBP') return noRecording('a picture');
  return noRecording('of a kind we do not know');
}

const SIGNATURES: readonly (readonly [RegExp, Verdict])[] = [
  [/^OggS/, container('ogg')],
  // \xff\xfe is left out: a byte order mark.
  [/^ID3|^\xff[\xe2-\xfd]/, otherRecording('an MP3 or AAC file')],
  [/^fLaC/, otherRecording('a FLAC file')],
  [/^FORM....AIF[FC]/s, otherRecording('an AIFF file')],
  [/^FLV\x01/, otherRecording('a Flash video')],
  [/^\x30\x26\xb2\x75/, otherRecording('a Windows Media file')],
  [/^#!AMR/, otherRecording('an AMR file')],
  [/^\x00\x00\x01[\xb3\xba]/, otherRecording('an MPEG file')],
  [/^\x47.{187}\x47/s, otherRecording('an MPEG transport stream')],
  [/^....(moov|mdat|wide|pnot)/s, otherRecording('an old QuickTime file')],
  [/^\x89PNG|^\xff\xd8\xff|^GIF8|^BM|^II\*\0|^MM\0\*/, noRecording('a picture')],
  [/^%PDF/, noRecording('a PDF document')],
  [/^PK[\x03\x05\x07]|^Rar!|^7z\xbc\xaf|^\x1f\x8b|^BZh|^\xfd7zXZ/, noRecording('an archive')],
  [/^\x7fELF|^MZ|^\xcf\xfa\xed\xfe|^\xca\xfe\xba\xbe/, noRecording('a program')],
];

function bySignature(head: Uint8Array): Verdict | null {
  const start = characters(head, 0, 192);
  return SIGNATURES.find(([pattern]) => pattern.test(start))?.[1] ?? null;
}

const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/^ffconcat version/i, 'a list of other files'],
  [/^#EXTM3U|^#EXTINF/i, 'a playlist'],
  [/^\[playlist\]/i, 'a playlist'],
  [/^v=0\s+o=/i, 'a session description'],
  [/^WEBVTT|^\d+\r?\n\d\d:\d\d:\d\d[,.]/i, 'captions'],
  [/^<\?xml[^>]*>\s*<(\w+:)?MPD|^<(\w+:)?MPD/i, 'a playlist'],
  [/^<(!doctype html|html|\?xml|svg|!--)/i, 'a web page or drawing'],
  [/^[[{]/, 'a text file'],
];

/** Printable bytes throughout, in any encoding without zeros, with or without a byte order mark. */
function text(head: Uint8Array): Verdict | null {
  const start = characters(head, 0, MAGIC_BYTES);
  if (/^(\xff\xfe|\xfe\xff)/.test(start)) return noRecording('a text file');
  if (/[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]/.test(start)) return null;
  const bare = start.replace(/^\xef\xbb\xbf/, '').trimStart();
  return noRecording(TEXTS.find(([pattern]) => pattern.test(bare))?.[1] ?? 'a text file');
}
