import type { MappedText, Stretch } from './mapped-text';
import { tokensOf, type Token } from './tokens';

/** A sentence, or a piece of one that goes on without a full stop. */
export interface Sentence extends Stretch {
  readonly tokens: readonly Token[];
}

/** Speech without punctuation is cut after this many words. */
const longest = 40;

/** Cuts a text into sentences with at least one word each. */
export function sentencesOf({ text }: Pick<MappedText, 'text'>, language: string | null): Sentence[] {
  const segmenter = new Intl.Segmenter(known(language), { granularity: 'sentence' });
  return [...segmenter.segment(text)].flatMap(({ segment, index }) =>
    pieces(
      tokensOf(segment).map((token) => ({ ...token, start: token.start + index, end: token.end + index })),
      { start: index, end: index + segment.length },
    ),
  );
}

function pieces(tokens: readonly Token[], whole: Stretch): Sentence[] {
  if (tokens.length === 0) return [];
  const count = Math.ceil(tokens.length / longest);
  const size = Math.ceil(tokens.length / count);
  return Array.from({ length: Math.ceil(tokens.length / size) }, (_, piece) => {
    const own = tokens.slice(piece * size, (piece + 1) * size);
    const next = tokens[(piece + 1) * size];
    const start = piece === 0 ? whole.start : (own[0]?.start ?? whole.start);
    return { start, end: next?.start ?? whole.end, tokens: own };
  });
}

/** The language as Intl takes it, or English rules where it is unknown or no tag. */
function known(language: string | null): string {
  try {
    return Intl.getCanonicalLocales(language ?? 'en')[0] ?? 'en';
  } catch {
    return 'en';
  }
}
