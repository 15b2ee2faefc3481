import type { Stretch } from './mapped-text';

/** A word of a text: where it stands, and its form for comparison. */
export interface Token extends Stretch {
  readonly form: string;
}

/**
 * Words, with apostrophes inside; where a script writes no spaces, single letters. Punctuation is none, so two texts that
 * differ in punctuation, case, width or the shape of an apostrophe only have the same forms.
 */
const wordPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{N}\p{M}])+(?:['’ʼ＇](?:[\p{L}\p{N}\p{M}])+)*/gu;

const formOf = (word: string): string =>
  word
    .normalize('NFKC')
    .replaceAll(/['’ʼ＇]/gu, '')
    .toLowerCase()
    .normalize('NFKC');

export function tokensOf(text: string): Token[] {
  return [...text.matchAll(wordPattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    form: formOf(match[0]),
  }));
}
