import type { Question, Template } from '@evenhand/contracts';
import * as z from 'zod';

type Criterion = Question['criteria'][number];

/** An id made from words: lower case, digits and dashes; made different from those taken by a number at the end. */
export function idFrom(words: string, taken: readonly string[]): string {
  const base =
    words
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 48)
      .replace(/-+$/, '') || 'question';
  let id = base;
  for (let number = 2; taken.includes(id); number++) id = `${base}-${number}`;
  return id;
}

export function newCriterion(name: string, taken: readonly string[]): Criterion {
  const anchors: Criterion['anchors'] = ['', '', '', '', ''];
  return { id: idFrom(name || 'criterion', taken), name, jobRelatedness: '', anchors };
}

export function newQuestion(taken: readonly string[]): Question {
  return {
    id: idFrom('question', taken),
    text: '',
    kinds: ['video', 'audio', 'text'],
    preparationSeconds: null,
    answerSeconds: 180,
    retakes: 2,
    criteria: [newCriterion('', [])],
  };
}

/** A copy with one question replaced, removed (null) or, beyond the end, added. */
export function withQuestion(template: Template, index: number, question: Question | null): Template {
  const questions = [...template.questions];
  questions.splice(index, 1, ...(question === null ? [] : [question]));
  return { ...template, questions };
}

/** A copy with one criterion replaced, removed (null) or, beyond the end, added. */
export function withCriterion(question: Question, index: number, criterion: Criterion | null): Question {
  const criteria = [...question.criteria];
  criteria.splice(index, 1, ...(criterion === null ? [] : [criterion]));
  return { ...question, criteria };
}

/** A copy with two neighbouring questions exchanged. */
export function withQuestionMoved(template: Template, index: number, step: 1 | -1): Template {
  const questions = [...template.questions];
  const [one, other] = [questions[index], questions[index + step]];
  if (one === undefined || other === undefined) return template;
  questions[index] = other;
  questions[index + step] = one;
  return { ...template, questions };
}

const hasWords = (...texts: readonly string[]): boolean => texts.some((text) => text.trim() !== '');

/** Whether removing a criterion costs anybody's work. */
export function criterionHasWords({ name, jobRelatedness, anchors }: Criterion): boolean {
  return hasWords(name, jobRelatedness, ...anchors);
}

/** Whether removing a question costs anybody's work. */
export function questionHasWords({ text, criteria }: Question): boolean {
  return hasWords(text) || criteria.some(criterionHasWords);
}

/** A draft as it is kept in the browser: of the shape of a template, though nothing in it needs to be finished. */
const UnfinishedTemplate = z.object({
  introduction: z.string(),
  closing: z.string(),
  requiredScorecards: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  revealRule: z.enum(['all-locked', 'cohort-locked']),
  hidesIdentity: z.boolean(),
  windowHours: z.number(),
  questions: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      kinds: z.array(z.enum(['video', 'audio', 'text'])),
      preparationSeconds: z.number().nullable(),
      answerSeconds: z.number(),
      retakes: z.number(),
      criteria: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          jobRelatedness: z.string(),
          anchors: z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()]),
        }),
      ),
    }),
  ),
});
const KeptTemplate = z.object({
  /** The saved template, as JSON, that the draft was made from. */
  base: z.string(),
  draft: UnfinishedTemplate,
});

/** What the browser has kept of a draft; null when it is none. */
export function readKeptTemplate(kept: unknown): { base: string; draft: Template } | null {
  const parsed = KeptTemplate.safeParse(kept);
  return parsed.success ? parsed.data : null;
}
