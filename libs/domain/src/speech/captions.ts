import type { TranscriptSegment } from './speech-to-text.port';

const clock = String.raw`(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{3})`;
const timing = new RegExp(String.raw`^\s*${clock}\s+-->\s+${clock}(?:\s.*)?$`);

/**
 * Reads captions in WebVTT or SubRip (SRT). Notes, styles, cue settings and markup are left out; what is said stays.
 *
 * @returns segments in order of time, or null when there is no cue that can be read
 */
export function parseCaptions(text: string): TranscriptSegment[] | null {
  const blocks = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/);
  const segments = blocks.flatMap((block) => cueOf(block) ?? []);
  return segments.length === 0 ? null : segments.sort((a, b) => a.startMs - b.startMs);
}

function cueOf(block: string): TranscriptSegment | null {
  const lines = block.split('\n').filter((line) => line.trim() !== '');
  const at = lines.findIndex((line) => timing.test(line));
  const times = timing.exec(lines[at] ?? '');
  // An identifier may stand above the times, nothing else.
  if (!times || at > 1) return null;
  const startMs = millisecondsOf(times.slice(1, 5));
  const endMs = millisecondsOf(times.slice(5, 9));
  const said = wordsOf(lines.slice(at + 1).join(' '));
  return endMs > startMs && said !== '' ? { startMs, endMs, text: said } : null;
}

function millisecondsOf([hours, minutes, seconds, milliseconds]: (string | undefined)[]): number {
  return (Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + Number(milliseconds);
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&lrm;': '',
  '&rlm;': '',
  '&amp;': '&',
};

function wordsOf(cueText: string): string {
  return cueText
    .replace(/<[^>]*>|\{\\[^}]*\}/g, '')
    .replace(/&(?:lt|gt|nbsp|lrm|rlm|amp);/g, (entity) => entities[entity] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Captions for the player, WebVTT; null when there is nothing to read. */
export function captionsOf(segments: readonly TranscriptSegment[]): string | null {
  const cues = segments
    .filter(({ startMs, endMs, text }) => endMs > startMs && text.trim() !== '')
    .map(({ startMs, endMs, text }) => `${timeOf(startMs)} --> ${timeOf(endMs)}\n${escaped(text)}\n`);
  return cues.length === 0 ? null : `WEBVTT\n\n${cues.join('\n')}`;
}

function timeOf(ms: number): string {
  const [hours, minutes, seconds] = [
    Math.floor(ms / 3_600_000),
    Math.floor(ms / 60_000) % 60,
    Math.floor(ms / 1000) % 60,
  ];
  const whole = [hours, minutes, seconds].map((part) => String(part).padStart(2, '0')).join(':');
  return `${whole}.${String(Math.floor(ms) % 1000).padStart(3, '0')}`;
}

const escaped = (text: string): string =>
  text.trim().replace(/\s+/g, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
