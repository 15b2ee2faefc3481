import type { Template } from '@evenhand/contracts';
import { idFrom, newQuestion, withCriterion, withQuestion, withQuestionMoved } from './template-draft';

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

  it('removes a criterion', () => {
    expect(withCriterion(newQuestion([]), 0, null).criteria).toEqual([]);
  });
});
