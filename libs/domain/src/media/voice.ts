import type { Stretches } from './stretches';
import { STRETCH_MS } from './stretches';

/** A stretch of time, in milliseconds from the start of the recording; the end is not part of it. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}
/** Something loud enough to be speech. */
export type VoicedSpan = Span;
/** What lies between voiced spans. */
export type SilentSpan = Span;

/** Pauses shorter than this belong to the speech around them. */
const BRIDGED_MS = 300;
/** Anything shorter that stands alone is a click or a knock. */
const SHORTEST_MS = 100;
/** Kept before and after, so that soft beginnings and endings of words are not cut off. */
const MARGIN_MS = 100;
/** dBFS; a digital silence is no quieter for our purposes. */
const QUIETEST = -90;
/** dBFS; below this nobody can be understood. */
const INAUDIBLE = -60;

/**
 * Finds where somebody may be speaking, by energy alone: it hears how loud, not what, who or how. In doubt it says
 * voiced, since what it calls silence is not transcribed.
 *
 * @returns spans in order, not touching one another, within the sound
 */
export function voicedSpans({ meanSquares, samples, sampleRate }: Stretches): VoicedSpan[] {
  const levels = meanSquares.map(levelOf);
  const threshold = speechThreshold(levels);
  if (threshold === null) return [];
  const endMs = Math.round((samples / sampleRate) * 1000);
  return withMargins(bridged(louderThan(levels, threshold)).filter(lastsLongEnough), endMs);
}

/** The silences between, before and after voiced spans. Together with them they cover the whole duration. */
export function silencesBetween(voiced: readonly VoicedSpan[], durationMs: number): SilentSpan[] {
  const edges = [0, ...voiced.flatMap(({ startMs, endMs }) => [startMs, endMs]), durationMs];
  const silences: SilentSpan[] = [];
  for (let index = 0; index + 1 < edges.length; index += 2) {
    const [startMs = 0, endMs = 0] = edges.slice(index, index + 2);
    if (endMs > startMs) silences.push({ startMs, endMs });
  }
  return silences;
}

export const totalMs = (spans: readonly Span[]): number =>
  spans.reduce((total, { startMs, endMs }) => total + endMs - startMs, 0);

const levelOf = (meanSquare: number) =>
  Math.max(QUIETEST, 10 * Math.log10(Math.max(meanSquare, 1e-9) / 32768 ** 2));

/**
 * Level above which a stretch counts as voiced, in dBFS, from the recording itself: between the noise of the room (what
 * one stretch in ten stays below) and the speech (what half a second is louder than). Null when all of it is silent.
 */
function speechThreshold(levels: Float64Array): number | null {
  const sorted = levels.toSorted();
  const noise = sorted[Math.floor(sorted.length / 10)] ?? QUIETEST;
  const loudStretches = Math.min(500 / STRETCH_MS, Math.floor(sorted.length / 2));
  const speech = sorted[sorted.length - 1 - loudStretches] ?? QUIETEST;
  if (speech < INAUDIBLE) return null;
  // An even sound: a hum when it is soft, a person without a pause when it is loud.
  if (speech - noise < 8) return speech > -40 ? QUIETEST : null;
  const aboveNoise = noise + Math.max(6, 0.3 * (speech - noise));
  return Math.max(aboveNoise, speech - 35, INAUDIBLE);
}

/** Runs of stretches above the threshold; a run ends only 3 dB below it. */
function louderThan(levels: Float64Array, threshold: number): Span[] {
  const spans: Span[] = [];
  let start: number | null = null;
  for (const [index, level] of levels.entries()) {
    if (start === null && level >= threshold) start = index;
    else if (start !== null && level < threshold - 3) {
      spans.push({ startMs: start * STRETCH_MS, endMs: index * STRETCH_MS });
      start = null;
    }
  }
  if (start !== null) spans.push({ startMs: start * STRETCH_MS, endMs: levels.length * STRETCH_MS });
  return spans;
}

function bridged(spans: readonly Span[], gapMs = BRIDGED_MS): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && span.startMs - last.endMs < gapMs) joined[joined.length - 1] = { ...last, endMs: span.endMs };
    else joined.push(span);
  }
  return joined;
}

const lastsLongEnough = ({ startMs, endMs }: Span) => endMs - startMs >= SHORTEST_MS;

function withMargins(spans: readonly Span[], endMs: number): Span[] {
  const wider = spans.map((span) => ({
    startMs: Math.max(0, span.startMs - MARGIN_MS),
    endMs: Math.min(endMs, span.endMs + MARGIN_MS),
  }));
  return bridged(wider, 1);
}
