import type { CriterionRating } from '@evenhand/contracts-verdict';

/** What no statement may speak of, whatever the candidate said. */
const offLimits =
  /\b(?:emotions?|emotional(?:ly)?|feelings?|nervous(?:ness)?|anxious|anxiety|confiden(?:t|ce|tly)|enthusias(?:m|tic|tically)|passionate(?:ly)?|cheerful|happy|sad|angry|calm(?:ly)?|warm(?:th|ly)?|smil(?:e|es|ed|ing)|tone|voice|voiced|accent(?:ed)?|dialect|pronunciation|fluen(?:t|cy|tly)|grammar|grammatical(?:ly)?|stutter(?:ing)?|stammer(?:ing)?|hesitat(?:es?|ed|ing|ion|ions)|appearance|looks?|dressed|attractive|eye contact|posture|body language|age|aged|young(?:er)?|old(?:er)?|elderly|mature|health(?:y)?|ill(?:ness)?|sick|disab(?:led|ility|ilities)|pregnan(?:t|cy)|famil(?:y|ies)|mother|father|husband|wife|married|religio(?:n|us)|nationality|ethnic(?:ity)?|race|racial|gender|male|female|native speaker|foreign(?:er)?|immigrant|culture fit|cultural fit)\b/iu;

/** Words a rating may not contain without being in the quotes it rests on: the topic of an answer can be a family business. */
const spokenOf = (sentence: string, quotes: readonly string[]): boolean => {
  const words = sentence.match(new RegExp(offLimits, 'giu')) ?? [];
  return words.every((word) => quotes.some((quote) => quote.toLowerCase().includes(word.toLowerCase())));
};

/**
 * The statement of a rating: its sentences that name quotes there are, keep off what is nobody's business, and are short
 * enough. The rest is cut.
 *
 * @param quotes the quotes the rating got, by the id it got them under
 */
export function statementOf(
  { evidence }: CriterionRating,
  quotes: ReadonlyMap<string, string>,
  rules: { readonly sentences: number; readonly sentenceLetters: number },
): string {
  return evidence
    .filter(({ quoteIds, sentence }) => {
      const tied = quoteIds.flatMap((id) => quotes.get(id) ?? []);
      const whole = tied.length > 0 && tied.length === quoteIds.length;
      return (
        whole &&
        sentence.trim() !== '' &&
        sentence.length <= rules.sentenceLetters &&
        spokenOf(sentence, tied)
      );
    })
    .slice(0, rules.sentences)
    .map(({ sentence }) => sentence.toWellFormed().replaceAll(/\s+/gu, ' ').trim())
    .join(' ');
}
