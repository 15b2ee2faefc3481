import type { Question, Template } from '@evenhand/contracts';

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
