import { asSpoken, found, rewrite, type MappedText, type Stretch } from './mapped-text';
import { tokensOf } from './tokens';

/**
 * Sounds people make while they think, by language; a list of one language must not touch another ("er" is a word in
 * German). Unknown languages keep everything.
 */
const fillers: Readonly<Record<string, readonly string[]>> = {
  en: ['um', 'umm', 'uh', 'uhh', 'uhm', 'er', 'erm', 'hmm', 'mhm'],
  de: ['äh', 'ähm', 'öh', 'öhm', 'hm', 'hmm', 'mhm'],
  fr: ['euh', 'heu', 'hum', 'hmm'],
  es: ['eh', 'em', 'ehm', 'mmm'],
  it: ['ehm', 'mmm', 'hmm'],
  nl: ['eh', 'ehm', 'uh', 'uhm', 'hmm'],
  pt: ['hã', 'hum', 'hmm'],
};

/** Marks with which prompts and tools set off who speaks. Spoken by a candidate they mean nothing; read by a model they might. */
const marks = [
  /<\|[^|<>]{0,40}\|>/gu,
  /<\/?[a-z][^<>]{0,60}>/giu,
  /\[\/?(?:INST|SYS|SYSTEM|USER|ASSISTANT)\]/giu,
  /<<\/?SYS>>/giu,
  /`{3,}[a-z]*/giu,
  /^#{1,6}\s/gmu,
  /\b(?:BEGIN|END) TRANSCRIPT\b/gu,
  /\bS\d{3}:/gu,
  /[{}]/gu,
];

/**
 * The text as a model may read it: normal form, no marks, no fillers, no word said twice in a row by accident. What it was
 * made from stays known letter by letter, so quotes are always shown as they were spoken.
 *
 * @param language BCP 47, where known
 */
export function normalise(spoken: string, language: string | null): MappedText {
  let text = asSpoken(spoken);
  for (const pattern of marks) text = without(text, found(text.text, pattern));
  text = without(text, fillersIn(text.text, language));
  text = without(text, repeatsIn(text.text));
  return text;
}

function without(text: MappedText, stretches: readonly Stretch[]): MappedText {
  return stretches.length === 0
    ? text
    : rewrite(
        text,
        stretches.map((stretch) => ({ ...stretch, by: ' ' })),
      );
}

function fillersIn(text: string, language: string | null): Stretch[] {
  const list = fillers[language?.split('-')[0]?.toLowerCase() ?? ''];
  if (!list) return [];
  return tokensOf(text)
    .filter((token) => list.includes(token.form))
    .map((token) => ({ start: token.start, end: withComma(text, token.end) }));
}

/** A comma after a filler belongs to it. */
const withComma = (text: string, end: number): number => (text[end] === ',' ? end + 1 : end);

/** "I I went" becomes "I went": the earlier ones go. Numbers stay, since "20 20" is no slip of the tongue. */
function repeatsIn(text: string): Stretch[] {
  const tokens = tokensOf(text);
  return tokens.flatMap((token, index) => {
    const next = tokens[index + 1];
    if (!next || next.form !== token.form || /\p{N}/u.test(token.form)) return [];
    const between = text.slice(token.end, next.start);
    return /^[\s,…–—-]+$/u.test(between) ? [{ start: token.start, end: next.start }] : [];
  });
}
