import type { Problem, Template } from '@evenhand/contracts';
import { newQuestion } from './template-draft';
import { mistakesIn, mistakesOf } from './template-mistakes';

const draft: Template = {
  introduction: '',
  closing: '',
  requiredScorecards: 2,
  revealRule: 'all-locked',
  hidesIdentity: true,
  windowHours: 0,
  questions: [{ ...newQuestion([]), kinds: [], answerSeconds: 1 }],
};

describe('mistakes of a template', () => {
  it('name the input by its path and its place in words, numbers with what they may be', () => {
    const mistakes = mistakesIn(draft);
    expect(mistakes).toContainEqual({
      path: 'windowHours',
      place: 'hours until the deadline',
      message: 'Give 1 to 2,160 hours.',
    });
    expect(mistakes).toContainEqual({
      path: 'questions.0.criteria.0.anchors.4',
      place: 'Question 1, criterion 1, rating 5',
      message: 'This must not be empty.',
    });
    expect(mistakes.map((mistake) => mistake.path)).toEqual(
      expect.arrayContaining(['questions.0.text', 'questions.0.kinds', 'questions.0.answerSeconds']),
    );
  });

  it('of the api are found in the same inputs', () => {
    const problem: Problem = {
      type: '',
      title: '',
      status: 422,
      detail: '',
      code: 'template-incomplete',
      retryable: false,
      fields: [{ path: 'template.questions.1.criteria.0.name', message: 'Empty.' }],
    };
    expect(mistakesOf(problem)).toEqual([
      { path: 'questions.1.criteria.0.name', place: 'Question 2, criterion 1, name', message: 'Empty.' },
    ]);
  });
});
