import type { Quote } from '@evenhand/contracts-verdict';
import type { TranscriptSegment } from '@evenhand/domain';
import { speaksToScorer } from './injection';
import { originOf, type MappedText, type Stretch } from './mapped-text';
import { normalise } from './normalise';
import { redact, type Person } from './redact';
import { sentencesOf, type Sentence } from './sentences';
import type { Token } from './tokens';

/** What is known of an answer in words. */
export interface SpokenAnswer {
  readonly questionId: string;
  /** BCP 47, where known. */
  readonly language: string | null;
  readonly text: string;
  /** Empty for a written answer. */
  readonly segments: readonly TranscriptSegment[];
}

/** The words of an answer in one piece, with the times of its segments. */
export interface TimedText {
  readonly text: string;
  readonly times: readonly (Stretch & { readonly startMs: number; readonly endMs: number })[];
}

/** Puts the segments behind each other; a written answer is its text. */
export function timedText(answer: Pick<SpokenAnswer, 'text' | 'segments'>): TimedText {
  const spoken = answer.segments.filter((segment) => segment.text.trim() !== '');
  if (spoken.length === 0) return { text: answer.text, times: [] };
  let text = '';
  const times = spoken.map(({ text: words, startMs, endMs }) => {
    const start = text === '' ? 0 : text.length + 1;
    text = text === '' ? words.trim() : `${text} ${words.trim()}`;
    return { start, end: text.length, startMs: Math.round(startMs), endMs: Math.round(endMs) };
  });
  return { text, times };
}

/** A stretch of an answer as it is shown: the words as spoken, and when. */
export function shownQuote({ text, times }: TimedText, { start, end }: Stretch): Quote {
  const touched = times.filter((time) => time.start < end && time.end > start);
  return {
    text: text.slice(start, end).toWellFormed(),
    startMs: touched[0]?.startMs ?? null,
    endMs: touched.at(-1)?.endMs ?? null,
  };
}

/** A sentence a model gets to read. */
export interface NumberedSentence {
  /** S001, S002, … */
  readonly id: string;
  readonly text: string;
  readonly tokens: readonly Token[];
  /** False when the sentence before it was left out: quotes do not reach across the gap. */
  readonly followsOn: boolean;
}

/** An answer as a model reads it: normalised, redacted, without sentences addressed to the scorer. */
export interface ReadableAnswer {
  readonly questionId: string;
  readonly sentences: readonly NumberedSentence[];
  /** Sentences addressed to the scorer. */
  readonly leftOut: number;
  /** What a stretch of the read text is in the answer as spoken, and how the model read it. */
  readonly quote: (stretch: Stretch) => { readonly shown: Quote; readonly read: string };
}

/** What became of an answer on its way to a model. */
export interface Reading {
  readonly normalised: string;
  readonly redacted: string;
  /** Sentences addressed to the scorer, which are left out. */
  readonly flagged: readonly string[];
  readonly readable: ReadableAnswer;
}

/** Prepares an answer for a model. */
export function readableAnswer(answer: SpokenAnswer, person: Person): ReadableAnswer {
  return readingOf(answer, person).readable;
}

/** Prepares an answer for a model, and keeps every step for who wants to see it. */
export function readingOf(answer: SpokenAnswer, person: Person): Reading {
  const spoken = timedText(answer);
  const normalised = normalise(spoken.text, answer.language);
  const text = redact(normalised, person);
  const sentences = sentencesOf(text, answer.language);
  const kept = sentences.map((sentence) => !speaksToScorer(wordsOf(text, sentence)));
  const numbered = sentences.flatMap((sentence, index) =>
    kept[index] ? [{ sentence, followsOn: index > 0 && kept[index - 1] === true }] : [],
  );
  const readable: ReadableAnswer = {
    questionId: answer.questionId,
    leftOut: sentences.length - numbered.length,
    sentences: numbered.map(({ sentence, followsOn }, index) => ({
      id: `S${String(index + 1).padStart(3, '0')}`,
      text: wordsOf(text, sentence),
      tokens: sentence.tokens,
      followsOn,
    })),
    quote: (stretch) => ({
      shown: shownQuote(spoken, originOf(text, stretch)),
      read: wordsOf(text, withBrackets(text, stretch)),
    }),
  };
  const flagged = sentences.filter((_, index) => !kept[index]).map((sentence) => wordsOf(text, sentence));
  return { normalised: normalised.text, redacted: text.text, flagged, readable };
}

const wordsOf = ({ text }: MappedText, { start, end }: Stretch | Sentence): string =>
  text.slice(start, end).replaceAll(/\s+/gu, ' ').trim();

/** A placeholder keeps its brackets, although they are no words. */
const withBrackets = ({ text }: MappedText, { start, end }: Stretch): Stretch => ({
  start: text[start - 1] === '[' ? start - 1 : start,
  end: text[end] === ']' ? end + 1 : end,
});
