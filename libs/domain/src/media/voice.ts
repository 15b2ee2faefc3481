/** A stretch of time, in milliseconds from the start of the recording; the end is not part of it. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}
/** Something loud enough to be speech. */
export type VoicedSpan = Span;
/** What lies between voiced spans. */
export type SilentSpan = Span;

const FRAME_MS = 20;
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
 */
export class VoiceMeter {
  private readonly frameLength: number;
  private readonly levels: number[] = [];
  private filled = 0;
  private squares = 0;

  constructor(private readonly sampleRate: number) {
    this.frameLength = Math.round((sampleRate * FRAME_MS) / 1000);
  }

  add(samples: Int16Array): void {
    let { filled, squares } = this;
    for (let index = 0; index < samples.length; index++) {
      const sample = samples[index] ?? 0;
      squares += sample * sample;
      if (++filled === this.frameLength) {
        this.levels.push(levelOf(squares / this.frameLength));
        filled = 0;
        squares = 0;
      }
    }
    this.filled = filled;
    this.squares = squares;
  }

  /** In order, not touching one another, within the sound heard. */
  finish(): VoicedSpan[] {
    const levels = this.filled > 0 ? [...this.levels, levelOf(this.squares / this.filled)] : this.levels;
    const endMs = Math.round(
      ((this.levels.length * this.frameLength + this.filled) / this.sampleRate) * 1000,
    );
    const threshold = speechThreshold(levels);
    if (threshold === null) return [];
    return withMargins(bridged(louderThan(levels, threshold)).filter(lastsLongEnough), endMs);
  }
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
 * Level above which a frame counts as voiced, in dBFS, from the recording itself: between the noise of the room (what
 * one frame in ten stays below) and the speech (what half a second is louder than). Null when all of it is silent.
 */
function speechThreshold(levels: readonly number[]): number | null {
  const sorted = Float64Array.from(levels).sort();
  const noise = sorted[Math.floor(sorted.length / 10)] ?? QUIETEST;
  const loudFrames = Math.min(500 / FRAME_MS, Math.floor(sorted.length / 2));
  const speech = sorted[sorted.length - 1 - loudFrames] ?? QUIETEST;
  if (speech < INAUDIBLE) return null;
  // An even sound: a hum when it is soft, a person without a pause when it is loud.
  if (speech - noise < 8) return speech > -40 ? QUIETEST : null;
  const aboveNoise = noise + Math.max(6, 0.3 * (speech - noise));
  return Math.max(aboveNoise, speech - 35, INAUDIBLE);
}

/** Runs of frames above the threshold; a run ends only 3 dB below it. */
function louderThan(levels: readonly number[], threshold: number): Span[] {
  const spans: Span[] = [];
  let start: number | null = null;
  for (const [index, level] of levels.entries()) {
    if (start === null && level >= threshold) start = index;
    else if (start !== null && level < threshold - 3) {
      spans.push({ startMs: start * FRAME_MS, endMs: index * FRAME_MS });
      start = null;
    }
  }
  if (start !== null) spans.push({ startMs: start * FRAME_MS, endMs: levels.length * FRAME_MS });
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
