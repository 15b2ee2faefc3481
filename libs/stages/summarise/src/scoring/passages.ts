import type { CriterionSummary, Quote } from '@evenhand/contracts-verdict';
import type { Criterion, RatedQuestion } from '@evenhand/domain';
import { timedText, shownQuote, type SpokenAnswer } from '../reading/answer-text';
import { sentencesOf, type Sentence } from '../reading/sentences';
import { tokensOf } from '../reading/tokens';

/** Passages shown per criterion. */
const most = 3;

const emptyWords = new Set(
  'a about after all also an and any are as at be because been before but by can could did do does for from had has have he her his how i if in into is it its job just like may me more most must my no not of on one only or other our out over own people person she should so some such than that the their them then there these they thing things this those through to under up us use very was we well were what when where which while who why will with work would you your'.split(
    ' ',
  ),
);

/** Cuts common English endings, so that "explains" and "explaining" meet; other languages lose little by it. */
function stem(word: string): string {
  for (const ending of [
    'ations',
    'ation',
    'ingly',
    'edly',
    'ing',
    'ies',
    'ers',
    'ed',
    'es',
    'er',
    'ly',
    's',
    'e',
  ]) {
    if (word.endsWith(ending) && word.length - ending.length >= 4) return word.slice(0, -ending.length);
  }
  return word;
}

const stemsOf = (text: string): string[] =>
  tokensOf(text)
    .map((token) => token.form)
    .filter((form) => form.length > 2 && !emptyWords.has(form))
    .map(stem);

/** Words of a criterion with their weight: its name counts most, then why the job needs it, then the better anchors. */
function wordsOf({ name, jobRelatedness, anchors }: Criterion): Map<string, number> {
  const weights = new Map<string, number>();
  const add = (text: string, weight: number): void => {
    for (const word of stemsOf(text)) weights.set(word, Math.max(weights.get(word) ?? 0, weight));
  };
  anchors.slice(2).forEach((anchor) => add(anchor, 1));
  add(jobRelatedness, 2);
  add(name, 3);
  return weights;
}

/**
 * What is shown without a model: passages that mention a criterion's words, in the order they were said. They are no rating
 * and have no order across candidates; a missing passage does not mean missing evidence.
 */
export function passagesOf(question: RatedQuestion, answer: SpokenAnswer | undefined): CriterionSummary[] {
  const spoken = answer && timedText(answer);
  const sentences = spoken && answer ? sentencesOf(spoken, answer.language) : [];
  const stems = spoken
    ? sentences.map((sentence) => new Set(stemsOf(spoken.text.slice(sentence.start, sentence.end))))
    : [];
  return question.criteria.map((criterion) => ({
    questionId: question.id,
    criterionId: criterion.id,
    score: null,
    abstention: null,
    statement: '',
    quotes: spoken
      ? best(sentences, stems, wordsOf(criterion)).map((sentence) => quote(spoken, sentence))
      : [],
  }));
}

/** The sentences that mention most, rare words before frequent ones; at least one word of the name or two others. */
function best(
  sentences: readonly Sentence[],
  stems: readonly Set<string>[],
  words: ReadonlyMap<string, number>,
): Sentence[] {
  const rarity = (word: string): number => {
    const among = stems.filter((sentence) => sentence.has(word)).length;
    return Math.log(1 + sentences.length / Math.max(1, among));
  };
  return sentences
    .map((sentence, index) => {
      const met = [...words].filter(([word]) => stems[index]?.has(word));
      const worth = met.reduce((sum, [word, weight]) => sum + weight * rarity(word), 0);
      const enough = met.length > 1 || met.some(([, weight]) => weight === 3);
      return { sentence, worth: enough ? worth : 0 };
    })
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth || a.sentence.start - b.sentence.start)
    .slice(0, most)
    .map(({ sentence }) => sentence)
    .sort((a, b) => a.start - b.start);
}

/** From the first word to the last, with the full stop behind it. */
function quote(spoken: ReturnType<typeof timedText>, { start, end }: Sentence): Quote {
  const words = spoken.text.slice(start, end);
  const from = start + words.length - words.trimStart().length;
  return shownQuote(spoken, { start: from, end: start + words.trimEnd().length });
}
