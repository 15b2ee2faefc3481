import type { TranscriptSegment } from '../speech/speech-to-text.port';
import { CaptionsInvalid, type CaptionsFault } from './captions.errors';

export type CaptionsFormat = 'vtt' | 'srt';

/** More cues than an hour of speech has; a file with more is something else. */
const mostCues = 5000;
/** Faults named in one answer; more would help nobody. */
const mostFaults = 20;
const hourMs = 3_600_000;

interface NumberedCue extends TranscriptSegment {
  readonly line: number;
}

interface Line {
  readonly number: number;
  readonly text: string;
}

/**
 * Reads a captions file strictly. Styles, regions, notes, positions and mark-up are left out: what remains is when
 * something is said and what, as plain text in one line.
 *
 * @see https://www.w3.org/TR/webvtt1/ section 4; SubRip has no standard, its usual form is taken
 * @throws CaptionsInvalid with every fault and its line
 */
export function parseCaptions(text: string, format: CaptionsFormat): TranscriptSegment[] {
  const blocks = blocksOf(text);
  const faults: CaptionsFault[] = [];
  const spoken = format === 'vtt' ? withoutHeader(blocks, faults) : blocks;
  const cues = spoken.flatMap((block) => cueOf(block, format, faults));
  if (faults.length === 0 && cues.length === 0)
    faults.push({ line: 1, message: 'There are no captions in it.' });
  const [tooMany] = cues.slice(mostCues);
  if (tooMany) faults.push({ line: tooMany.line, message: `There are more than ${mostCues} captions.` });
  cues.forEach((cue, index) => {
    if (cue.startMs < (cues[index - 1]?.startMs ?? 0))
      faults.push({ line: cue.line, message: 'This caption starts before the one above it.' });
  });
  if (faults.length > 0)
    throw new CaptionsInvalid(faults.sort((a, b) => a.line - b.line).slice(0, mostFaults));
  return cues.map(({ startMs, endMs, text: words }) => ({ startMs, endMs, text: words }));
}

/**
 * Captions for a player, as a WebVTT file. Reading it gives the same again.
 *
 * @returns null when there is nothing to read
 */
export function captionsOf(segments: readonly TranscriptSegment[]): string | null {
  const cues = segments
    .filter(({ startMs, endMs, text }) => endMs > startMs && text.trim() !== '')
    .map(({ startMs, endMs, text }) => `${timestamp(startMs)} --> ${timestamp(endMs)}\n${escaped(text)}\n`);
  return cues.length === 0 ? null : `WEBVTT\n\n${cues.join('\n')}`;
}

function blocksOf(text: string): Line[][] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replaceAll('\0', '\uFFFD')
    .toWellFormed()
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ number: index + 1, text: line }));
  const blocks: Line[][] = [];
  let block: Line[] = [];
  for (const line of lines) {
    if (line.text.trim() !== '') block.push(line);
    else if (block.length > 0) {
      blocks.push(block);
      block = [];
    }
  }
  return block.length > 0 ? [...blocks, block] : blocks;
}

/** The header block ends at the first empty line; comments, styles and regions say nothing. */
function withoutHeader(blocks: Line[][], faults: CaptionsFault[]): Line[][] {
  const [header, ...rest] = blocks;
  const first = header?.[0];
  if (first?.number !== 1 || !/^WEBVTT(?:[ \t].*)?$/.test(first.text)) {
    faults.push({ line: 1, message: 'A WebVTT file begins with the line WEBVTT.' });
    return rest;
  }
  const timing = header?.find((line) => line.text.includes('-->'));
  if (timing) faults.push({ line: timing.number, message: 'Leave an empty line after WEBVTT.' });
  return rest.filter(
    ([line]) => line === undefined || !/^(?:NOTE(?:[ \t]|$)|STYLE[ \t]*$|REGION[ \t]*$)/.test(line.text),
  );
}

const times: Record<CaptionsFormat, RegExp> = {
  vtt: /^(?:(\d{2,}):)?(\d{2}):(\d{2})\.(\d{3})[ \t]+-->[ \t]+(?:(\d{2,}):)?(\d{2}):(\d{2})\.(\d{3})(?:[ \t].*)?$/,
  srt: /^(\d{1,2}):(\d{2}):(\d{2})[,.](\d{3})[ \t]+-->[ \t]+(\d{1,2}):(\d{2}):(\d{2})[,.](\d{3})(?:[ \t].*)?$/,
};
const example: Record<CaptionsFormat, string> = {
  vtt: '00:01.000 --> 00:04.000',
  srt: '00:00:01,000 --> 00:00:04,000',
};

function cueOf(block: Line[], format: CaptionsFormat, faults: CaptionsFault[]): NumberedCue[] {
  const at = block.findIndex((line) => line.text.includes('-->'));
  const timing = block[at];
  const fault = (line: Line | undefined, message: string): never[] => {
    faults.push({ line: line?.number ?? 1, message });
    return [];
  };
  if (timing === undefined || at > 1)
    return fault(block[0], `A caption needs its times, for example ${example[format]}.`);
  const parts = times[format].exec(timing.text.trim());
  if (parts === null) return fault(timing, `Write the times like this: ${example[format]}.`);
  const startMs = momentOf(parts.slice(1, 5));
  const endMs = momentOf(parts.slice(5, 9));
  if (startMs === null || endMs === null) return fault(timing, 'Minutes and seconds go up to 59.');
  if (endMs <= startMs) return fault(timing, 'A caption must end after it starts.');
  const spoken = block.slice(at + 1);
  const second = spoken.find((line) => line.text.includes('-->'));
  if (second) return fault(second, 'Leave an empty line between two captions.');
  const text = plain(spoken.map((line) => line.text).join('\n'), format);
  if (text === '') return fault(timing, 'This caption has no text.');
  return [{ startMs, endMs, text, line: timing.number }];
}

function momentOf(parts: readonly (string | undefined)[]): number | null {
  const [hours = 0, minutes = 0, seconds = 0, ms = 0] = parts.map((part) => Number(part ?? 0));
  if (minutes > 59 || seconds > 59 || hours > 99) return null;
  return hours * hourMs + minutes * 60_000 + seconds * 1000 + ms;
}

function plain(text: string, format: CaptionsFormat): string {
  const bare = text.replace(/<[^<>]*>/g, '').replace(format === 'srt' ? /\{\\[^{}]*\}/g : /$^/, '');
  return (format === 'vtt' ? unescaped(bare) : bare).replace(/\s+/g, ' ').trim();
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': '\u00A0',
  '&lrm;': '\u200E',
  '&rlm;': '\u200F',
};

const unescaped = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|nbsp|lrm|rlm);/g, (entity) => entities[entity] ?? entity);

const escaped = (text: string): string =>
  text.trim().replace(/\s+/g, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function timestamp(ms: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const rest = String(Math.floor(ms) % 1000).padStart(3, '0');
  return `${two(ms / hourMs)}:${two((ms % hourMs) / 60_000)}:${two((ms % 60_000) / 1000)}.${rest}`;
}
