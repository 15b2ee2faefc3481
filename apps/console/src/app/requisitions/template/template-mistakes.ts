import { Template, type Problem } from '@evenhand/contracts';

/** Something in a template that must be mended before it can be saved. */
export interface Mistake {
  /** Where, as the contract names it: questions.0.criteria.1.anchors.2. Inputs carry it as their id. */
  readonly path: string;
  /** Where, in words. */
  readonly place: string;
  readonly message: string;
}

/** What numbers may be, in words. */
const ranges: Readonly<Record<string, string>> = {
  windowHours: 'Give 1 to 2,160 hours.',
  preparationSeconds: 'Give 0 to 3,600 seconds, or leave it empty for no limit.',
  answerSeconds: 'Give 15 to 900 seconds.',
  retakes: 'Give 0 to 10.',
};

const names: Readonly<Record<string, string>> = {
  introduction: 'words of welcome',
  closing: 'words at the end',
  windowHours: 'hours until the deadline',
  text: 'what candidates are asked',
  kinds: 'kinds of answer',
  preparationSeconds: 'preparation',
  answerSeconds: 'answer time',
  retakes: 'retakes',
  name: 'name',
  jobRelatedness: 'why the job needs it',
  criteria: 'criteria',
  questions: 'questions',
};

/** Everything that keeps a draft from being saved, in the order of the form. */
export function mistakesIn(draft: Template): Mistake[] {
  const parsed = Template.safeParse(draft);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => mistake(path, message));
}

/** What the api objects to, as far as it names inputs of the template. */
export function mistakesOf(problem: Problem): Mistake[] {
  return (problem.fields ?? []).map(({ path, message }) =>
    mistake(
      path
        .replace(/^template\./, '')
        .split('.')
        .map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
      message,
    ),
  );
}

function mistake(path: readonly PropertyKey[], message: string): Mistake {
  const last = String(path.findLast((part) => typeof part === 'string') ?? '');
  return { path: path.map(String).join('.'), place: placeOf(path), message: ranges[last] ?? message };
}

function placeOf(path: readonly PropertyKey[]): string {
  const [part, question, inQuestion, criterion, field, anchor] = path;
  if (part !== 'questions' || typeof question !== 'number') return nameOf(part);
  const inWords = `Question ${question + 1}`;
  if (inQuestion !== 'criteria' || typeof criterion !== 'number') return `${inWords}, ${nameOf(inQuestion)}`;
  const where = `${inWords}, criterion ${criterion + 1}`;
  return typeof anchor === 'number' ? `${where}, rating ${anchor + 1}` : `${where}, ${nameOf(field)}`;
}

const nameOf = (part: PropertyKey | undefined): string => names[String(part)] ?? String(part ?? 'as a whole');
