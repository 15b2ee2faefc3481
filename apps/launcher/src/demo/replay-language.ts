import { demoRequisition } from './answers.ts';
import { authoredAnswers, type AuthoredAnswer } from './replay-answers.ts';

/** A question to the model: the name of the schema says which prompt it is. */
export interface AskedInSchema {
  readonly schemaName: string;
  readonly user: string;
}

/** The answer that was written for this question, or one that says nothing when none was. */
export function answerQuestion({ schemaName, user }: AskedInSchema): unknown {
  return schemaName.startsWith('extract') ? extract(user) : rate(user);
}

/** Quotes of the answer whose sentences stand in the transcript. */
function extract(user: string): unknown {
  const lines = labelled(partAfter(user, 'BEGIN TRANSCRIPT'));
  const answer = authoredAnswers().find(({ sentences }) =>
    lines.some(({ words }) => sentences.some((one) => holds(one, words))),
  );
  const quotes = Object.entries(answer?.criteria ?? {}).flatMap(([criterionId, { quotes: numbers }]) =>
    numbers.flatMap((number) => {
      const words = answer?.sentences[number - 1] ?? '';
      const sentenceIds = lines.filter((line) => holds(words, line.words)).map((line) => line.label);
      return sentenceIds.length === 0 ? [] : [{ criterionId, sentenceIds, words }];
    }),
  );
  return { quotes };
}

/** Level and statement written for the criterion whose quotes are shown. */
function rate(user: string): unknown {
  const quotes = labelled(partAfter(user, 'Quotes:'));
  const need = /^Why the job needs it: (.+)$/m.exec(user)?.[1] ?? '';
  const found = authoredAnswers()
    .filter(({ sentences }) => quotes.some(({ words }) => sentences.some((one) => holds(one, words))))
    .map((answer) => criterionNeeding(answer, need))
    .find((criterion) => criterion !== undefined);
  if (!found) return { evidence: [], level: null };
  const evidence =
    found.statement === ''
      ? []
      : [{ quoteIds: quotes.map((quote) => quote.label), sentence: found.statement }];
  return { evidence, level: found.score };
}

/** The criterion of an answer's question that the job needs for this reason. */
function criterionNeeding({ question, criteria }: AuthoredAnswer, need: string) {
  const asked = demoRequisition().template.questions.find((one) => one.id === question);
  const criterion = asked?.criteria.find((one) => one.jobRelatedness === need.trim());
  return criterion && criteria[criterion.id];
}

/** Lines of the form "S001: words" or "[Q1] words". */
function labelled(text: string): { label: string; words: string }[] {
  return [...text.matchAll(/^\[?([A-Z]+\d+)\]?[:.)]?\s+(.+)$/gm)].map(([, label = '', words = '']) => ({
    label,
    words,
  }));
}

function partAfter(text: string, mark: string): string {
  const at = text.lastIndexOf(mark);
  return at < 0 ? '' : text.slice(at + mark.length);
}

/** Whether two passages share their words, whatever their case, punctuation and placeholders. */
function holds(one: string, other: string): boolean {
  const [a, b] = [plain(one), plain(other)];
  return a !== '' && b !== '' && (a.includes(b) || b.includes(a));
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
