import { refusedCriteria } from './refused-criteria';
import type { Question } from './template';

const questionWith = (name: string): Question => ({
  id: 'q',
  text: 'Why?',
  kinds: ['text'],
  preparationSeconds: null,
  answerSeconds: 60,
  retakes: 0,
  criteria: [{ id: 'c', name, jobRelatedness: 'x', anchors: ['a', 'b', 'c', 'd', 'e'] }],
});

describe('criteria that nobody may be rated by', () => {
  test.each([
    'Eye contact',
    'Enthusiasm for the role',
    'Passionate delivery',
    'Confidence',
    'Tone of voice',
    'Accent-free English',
    'Body language',
    'Smiles at customers',
    'Professional appearance',
    'Personality',
    'Cultural fit',
    'Emotional stability',
  ])('%s is refused with a reason', (name) => {
    const [refused] = refusedCriteria({ questions: [questionWith(name)] });
    expect(refused).toMatchObject({ questionId: 'q', criterionId: 'c' });
    expect(refused?.reason).toMatch(/\.$/);
  });

  test.each([
    'Clarity of the explanation',
    'Handling of confidential documents',
    'Face-to-face service',
    'Voice of the customer',
    'Managing a project',
    'What good looks like to a customer',
    'Language and structure',
    'Coverage of edge cases',
  ])('%s is fine', (name) => {
    expect(refusedCriteria({ questions: [questionWith(name)] })).toEqual([]);
  });
});
