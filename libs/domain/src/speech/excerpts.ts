import type { Span } from '../media/voice';

/**
 * A part of a recording as a recogniser hears it: stretches of the recording one after the other, without the long silences
 * between them. Silence makes recognisers invent words, and more so for some accents than for others.
 */
export interface Excerpt {
  readonly spans: readonly Span[];
  readonly durationMs: number;
}

/** Shorter silences are pauses of speech, and recognisers expect them. */
const SILENCE_MS = 1_000;
/** Left of a long silence on either side. */
const LEFT_MS = 250;

export interface ExcerptRules {
  /** An excerpt this long ends at the next pause. */
  readonly leastMs: number;
  /** No excerpt is longer; speech without a pause is cut where this is reached. */
  readonly mostMs: number;
  /** An excerpt this long ends at a long silence; a word on its own goes with what follows. */
  readonly untilSilenceMs: number;
}

/** For recognisers that tell when each word was said. Far below the 25 MB that addresses take. */
export const LONG_EXCERPTS: ExcerptRules = {
  leastMs: 600_000,
  mostMs: 600_000,
  untilSilenceMs: 600_000,
};
/** For recognisers that do not: what they say is placed by where the excerpt was. */
export const SHORT_EXCERPTS: ExcerptRules = { leastMs: 15_000, mostMs: 30_000, untilSilenceMs: 5_000 };

/**
 * Cuts a recording into what recognisers get.
 *
 * @param silences in order, as they were measured
 * @returns none when nobody spoke
 */
export function excerptsOf(silences: readonly Span[], durationMs: number, rules: ExcerptRules): Excerpt[] {
  const excerpts: Excerpt[] = [];
  let spans: Span[] = [];
  const close = () => {
    if (spans.length > 0) excerpts.push({ spans, durationMs: lengthOf(spans) });
    spans = [];
  };
  const pauses = silences.filter(({ startMs, endMs }) => endMs - startMs < SILENCE_MS).map(middle);
  for (const stretch of spokenStretches(silences, durationMs)) {
    for (const piece of piecesOf(stretch, pauses, rules)) {
      if (lengthOf(spans) + piece.endMs - piece.startMs > rules.mostMs) close();
      spans.push(piece);
      if (lengthOf(spans) >= rules.leastMs) close();
    }
    if (lengthOf(spans) >= rules.untilSilenceMs) close();
  }
  close();
  return excerpts;
}

/** Whether the excerpts are the recording as it is. */
export const isWhole = ([first, ...more]: readonly Excerpt[], durationMs: number): boolean =>
  more.length === 0 && first?.durationMs === durationMs;

/** Where in the recording a moment of an excerpt is. */
export function inRecording({ spans }: Excerpt, ms: number): number {
  let left = ms;
  for (const { startMs, endMs } of spans) {
    if (left <= endMs - startMs) return startMs + left;
    left -= endMs - startMs;
  }
  return spans.at(-1)?.endMs ?? 0;
}

/** Everything but long silences. */
function spokenStretches(silences: readonly Span[], durationMs: number): Span[] {
  const long = silences.filter(({ startMs, endMs }) => endMs - startMs >= SILENCE_MS);
  const stretches: Span[] = [];
  let from = 0;
  for (const { startMs, endMs } of long) {
    const to = startMs === 0 ? 0 : Math.min(startMs + LEFT_MS, endMs);
    if (to > from) stretches.push({ startMs: from, endMs: to });
    from = endMs >= durationMs ? durationMs : Math.max(to, endMs - LEFT_MS);
  }
  if (durationMs > from) stretches.push({ startMs: from, endMs: durationMs });
  return stretches;
}

/** A stretch in pieces that end at pauses, or where they must. */
function piecesOf(stretch: Span, pauses: readonly number[], { leastMs, mostMs }: ExcerptRules): Span[] {
  const pieces: Span[] = [];
  let { startMs } = stretch;
  while (stretch.endMs - startMs > mostMs) {
    const within = pauses.filter((at) => at >= startMs + leastMs && at <= startMs + mostMs);
    const endMs = within[0] ?? startMs + mostMs;
    pieces.push({ startMs, endMs });
    startMs = endMs;
  }
  return [...pieces, { startMs, endMs: stretch.endMs }];
}

const middle = ({ startMs, endMs }: Span) => Math.round((startMs + endMs) / 2);
const lengthOf = (spans: readonly Span[]) =>
  spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
