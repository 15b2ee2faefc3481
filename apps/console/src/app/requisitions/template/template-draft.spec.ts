import type { Template } from '@evenhand/contracts';
import {
  idFrom,
  newQuestion,
  questionHasWords,
  readKeptTemplate,
  withCriterion,
  withQuestion,
  withQuestionMoved,
} from './template-draft';

const template = (...ids: string[]): Template => ({
  introduction: '',
  closing: '',
  requiredScorecards: 2,
  revealRule: 'all-locked',
  hidesIdentity: true,
  windowHours: 168,
  questions: ids.map((id) => ({ ...newQuestion([]), id })),
});
const ids = (one: Template): string[] => one.questions.map((question) => question.id);

describe('template draft', () => {
  it('makes ids from words that differ from those taken', () => {
    expect(idFrom('  Größe & Ruhe! ', [])).toBe('gro-e-ruhe');
    expect(idFrom('Clarity', ['clarity', 'clarity-2'])).toBe('clarity-3');
    expect(idFrom('质量', [])).toBe('question');
  });

  it('replaces, removes, adds and moves questions without touching the original', () => {
    const before = template('a', 'b');
    expect(ids(withQuestion(before, 2, newQuestion(['question'])))).toEqual(['a', 'b', 'question-2']);
    expect(ids(withQuestion(before, 0, null))).toEqual(['b']);
    expect(ids(withQuestionMoved(before, 0, 1))).toEqual(['b', 'a']);
    expect(withQuestionMoved(before, 1, 1)).toBe(before);
    expect(ids(before)).toEqual(['a', 'b']);
  });

  it('knows when removing a question costs work', () => {
    const empty = newQuestion([]);
    expect(questionHasWords(empty)).toBe(false);
    expect(questionHasWords({ ...empty, text: 'Why?' })).toBe(true);
    const [criterion] = empty.criteria;
    expect(
      questionHasWords({ ...empty, criteria: [{ ...criterion!, anchors: ['', '', ' x ', '', ''] }] }),
    ).toBe(true);
  });

  it('is read back from the browser however unfinished, and nothing else is', () => {
    const kept = { base: '{}', draft: template('a') };
    expect(readKeptTemplate(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
    for (const other of [null, 'text', {}, { ...kept, draft: {} }])
      expect(readKeptTemplate(other)).toBeNull();
  });

  it('removes a criterion', () => {
    expect(withCriterion(newQuestion([]), 0, null).criteria).toEqual([]);
  });
});
