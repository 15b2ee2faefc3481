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

/**
 * Keeps the quotes that stand word for word in the sentences they name; case, punctuation and Unicode form do not matter,
 * a single changed, missing or added word does. Nothing is ever corrected: what was altered is dropped.
 */
export function verifyQuotes(
  extracted: ExtractedQuotes,
  answer: ReadableAnswer,
  criteria: readonly string[],
  rules: QuoteRules,
): VerifiedQuote[] {
  const verified: VerifiedQuote[] = [];
  const kept = (criterionId: string) => verified.filter((quote) => quote.criterionId === criterionId);
  for (const { criterionId, sentenceIds, words } of extracted.quotes) {
    if (!criteria.includes(criterionId) || kept(criterionId).length >= rules.quotesPerCriterion) continue;
    const wanted = tokensOf(words);
    if (wanted.length < rules.quoteWords.least || wanted.length > rules.quoteWords.most) continue;
    const place = placeOf(wanted, named(answer, sentenceIds));
    if (!place || kept(criterionId).some((quote) => quote.at === place.start)) continue;
    verified.push({ criterionId, at: place.start, ...answer.quote(place) });
  }
  return verified.sort((a, b) => a.at - b.at);
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
