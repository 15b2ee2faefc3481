import type { ExtractedQuotes, Quote } from '@evenhand/contracts-verdict';
import type { ReadableAnswer } from './answer-text';
import { tokensOf, type Token } from './tokens';

/** A passage that really stands in the answer. */
export interface VerifiedQuote {
  readonly criterionId: string;
  /** As spoken, with its time: this is what people see. */
  readonly shown: Quote;
  /** As the model read it, redacted: this is what the rating gets. */
  readonly read: string;
  /** Where it begins, for the order of quotes. */
  readonly at: number;
}

export interface QuoteRules {
  readonly quoteWords: { readonly least: number; readonly most: number };
  readonly quotesPerCriterion: number;
}

/** Why a quote is dropped. */
export type QuoteObjection =
  | 'unknown-criterion'
  | 'too-many'
  | 'too-short'
  | 'too-long'
  | 'no-such-sentence'
  | 'not-word-for-word'
  | 'twice';

/** A quote that is dropped, as the model gave it. */
export interface RejectedQuote {
  readonly criterionId: string;
  readonly words: string;
  readonly reason: QuoteObjection;
}

/** What became of the quotes a model gave. */
export interface JudgedQuotes {
  /** In the order they were spoken. */
  readonly accepted: readonly VerifiedQuote[];
  readonly rejected: readonly RejectedQuote[];
}

/**
 * Keeps the quotes that stand word for word in the sentences they name; case, punctuation and Unicode form do not matter,
 * a single changed, missing or added word does. Nothing is ever corrected: what was altered is dropped.
 */
export function verifyQuotes(
  extracted: ExtractedQuotes,
  answer: ReadableAnswer,
  criteria: readonly string[],
  rules: QuoteRules,
): JudgedQuotes {
  const accepted: VerifiedQuote[] = [];
  const rejected: RejectedQuote[] = [];
  for (const quote of extracted.quotes) {
    const { criterionId, words } = quote;
    const own = accepted.filter((one) => one.criterionId === criterionId);
    const judged = criteria.includes(criterionId) ? judge(quote, answer, own, rules) : 'unknown-criterion';
    if (typeof judged === 'string') rejected.push({ criterionId, words, reason: judged });
    else accepted.push({ criterionId, at: judged.start, ...answer.quote(judged) });
  }
  return { accepted: accepted.sort((a, b) => a.at - b.at), rejected };
}

/** Where the quote stands, or what speaks against it. */
function judge(
  { sentenceIds, words }: ExtractedQuotes['quotes'][number],
  answer: ReadableAnswer,
  own: readonly VerifiedQuote[],
  { quoteWords, quotesPerCriterion }: QuoteRules,
): { start: number; end: number } | QuoteObjection {
  if (own.length >= quotesPerCriterion) return 'too-many';
  const wanted = tokensOf(words);
  if (wanted.length < quoteWords.least) return 'too-short';
  if (wanted.length > quoteWords.most) return 'too-long';
  const sentences = named(answer, sentenceIds);
  if (sentences.length === 0) return 'no-such-sentence';
  const place = placeOf(wanted, sentences);
  if (!place) return 'not-word-for-word';
  return own.some((quote) => quote.at === place.start) ? 'twice' : place;
}

/** The words of the named sentences; none when they do not follow each other or one of them does not exist. */
function named(answer: ReadableAnswer, ids: readonly string[]): Token[] {
  const places = [...new Set(ids)]
    .map((id) => answer.sentences.findIndex((sentence) => sentence.id === id))
    .sort((a, b) => a - b);
  const first = places[0] ?? -1;
  const sentences = answer.sentences.slice(Math.max(0, first), first + places.length);
  const inOrder = places.every((place, index) => place === first + index);
  if (first < 0 || !inOrder || sentences.slice(1).some((sentence) => !sentence.followsOn)) return [];
  return sentences.flatMap((sentence) => sentence.tokens);
}

function placeOf(wanted: readonly Token[], words: readonly Token[]): { start: number; end: number } | null {
  for (let at = 0; at + wanted.length <= words.length; at++) {
    if (!wanted.every((token, offset) => words[at + offset]?.form === token.form)) continue;
    const [first, last] = [words[at], words[at + wanted.length - 1]];
    return first && last ? { start: first.start, end: last.end } : null;
  }
  return null;
}
