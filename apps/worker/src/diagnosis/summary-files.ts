import { LooseRubric, LooseTranscript } from '@evenhand/contracts';
import type { Criterion } from '@evenhand/domain';
import type { LooseMaterial } from '@evenhand/stages/summarise';
import { UnusableInput } from './input.errors';

/**
 * Reads the texts of a rubric and of a transcript.
 *
 * @throws UnusableInput naming the file and the field
 */
export function readMaterial(rubricText: string, transcriptText: string): LooseMaterial {
  const rubric = parsed('The rubric', LooseRubric, rubricText);
  const { answers, person } = parsed('The transcript', LooseTranscript, transcriptText);
  const questions = rubric.questions.map(({ criteria, ...question }) => ({
    ...question,
    criteria: criteria.map(({ anchors, ...criterion }) => ({ ...criterion, anchors: allFive(anchors) })),
  }));
  unique(
    'The rubric',
    questions.map(({ id }) => id),
  );
  for (const { id, criteria } of questions) {
    unique(
      `Question ${id} of the rubric`,
      criteria.map((criterion) => criterion.id),
    );
  }
  unique(
    'The transcript',
    answers.map(({ questionId }) => questionId),
  );
  const stray = answers.find(({ questionId }) => !questions.some(({ id }) => id === questionId));
  if (stray)
    throw new UnusableInput(`The rubric has no question ${stray.questionId}, which the transcript answers.`);
  return {
    questions,
    answers: answers.map(({ questionId, language, segments }) => ({
      questionId,
      language,
      text: segments.map(({ text }) => text.trim()).join(' '),
      segments: segments.map(({ start, end, text }) => ({ startMs: start * 1000, endMs: end * 1000, text })),
    })),
    person,
  };
}

/** As much of a zod schema as is needed here. */
interface Schema<T> {
  safeParse(
    json: unknown,
  ):
    | { success: true; data: T }
    | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } };
}

function parsed<T>(what: string, schema: Schema<T>, text: string): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UnusableInput(`${what} is no JSON.`);
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue && issue.path.length > 0 ? `, ${issue.path.join('.')}` : '';
  throw new UnusableInput(`${what}${field}: ${issue?.message ?? 'cannot be read'}.`);
}

function unique(what: string, ids: readonly string[]): void {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new UnusableInput(`${what} has ${twice} twice.`);
}

/** A level that was left out lies between its neighbours. */
function allFive(given: Readonly<Record<string, string | undefined>>): Criterion['anchors'] {
  const anchor = (level: string, between: string): string => given[level] ?? between;
  return [
    anchor('1', ''),
    anchor('2', 'Between levels 1 and 3.'),
    anchor('3', 'Between levels 1 and 5.'),
    anchor('4', 'Between levels 3 and 5.'),
    anchor('5', ''),
  ];
}
