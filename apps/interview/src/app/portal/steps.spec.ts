import type { PortalQuestion, PortalView } from '@evenhand/contracts';
import { insteadOf, isAnswered, nextUnanswered, type Step } from './steps';

const question = (answer: PortalQuestion['answer']): PortalQuestion => ({
  id: 'q',
  text: 'Why?',
  kinds: ['video', 'text'],
  preparationSeconds: null,
  answerSeconds: 60,
  takesLeft: 1,
  criteria: [],
  answer,
  takes: [],
});
const answered = question({ kind: 'video', text: null, chosenTakeId: 'take', hasCaptions: false });
const open = question(null);

const view = (status: PortalView['status'], hasConsent: boolean): PortalView => ({
  now: '2026-11-24T12:00:00Z',
  interviewId: 'interview',
  requisition: {
    title: 'Job',
    description: '',
    contactEmail: 'a@b.example',
    promisedDays: 5,
    synthetic: false,
  },
  candidate: { name: 'Ana', email: 'ana@example.org' },
  introduction: '',
  closing: '',
  status,
  deadline: '2026-11-30T12:00:00Z',
  submittedAt: null,
  promisedBy: null,
  outcome: null,
  notice: { id: 'notice', version: 1, language: 'en', text: '', textHash: '' },
  consent: hasConsent
    ? { noticeId: 'notice', transcription: true, aiAssessment: false, createdAt: '2026-11-24T12:00:00Z' }
    : null,
  engines: { transcription: true, aiAssessment: true },
  requiredScorecards: 2,
  uploadLimitBytes: 1000,
  estimatedMinutes: 10,
  questions: [open],
  adjustments: {
    pending: 0,
    clockStopped: false,
    paused: false,
    pauseSecondsLeft: 0,
    questionsInAdvance: false,
    promptCaptions: false,
    signLanguagePrompts: false,
    signLanguage: false,
    tracks: [],
    humanOnly: false,
    liveConversation: false,
  },
  clarification: '',
});

it.each<[string, PortalQuestion, boolean]>([
  ['nothing yet', open, false],
  ['a chosen recording', answered, true],
  ['a text', question({ kind: 'text', text: 'Because.', chosenTakeId: null, hasCaptions: false }), true],
  ['an empty text', question({ kind: 'text', text: '  ', chosenTakeId: null, hasCaptions: false }), false],
  [
    'a recording without a choice',
    question({ kind: 'video', text: null, chosenTakeId: null, hasCaptions: false }),
    false,
  ],
])('%s', (_name, given, expected) => {
  expect(isAnswered(given)).toBe(expected);
});

it('finds the next open question, going round', () => {
  expect(nextUnanswered([open, answered, open], 0)).toBe(2);
  expect(nextUnanswered([open, answered, answered], 1)).toBe(0);
  expect(nextUnanswered([answered, answered], 0)).toBe(-1);
  expect(nextUnanswered([answered, open], -1)).toBe(1);
});

it.each<[PortalView['status'], boolean, Step, Step | null]>([
  ['invited', false, 'questions', 'notice'],
  ['invited', false, 'devices', 'notice'],
  ['invited', false, 'notice', null],
  ['invited', false, 'adjustment', null],
  ['in-progress', true, 'questions', null],
  ['in-progress', true, 'status', ''],
  ['submitted', true, 'questions', 'status'],
  ['submitted', true, '', 'status'],
  ['submitted', true, 'withdraw', null],
  ['submitted', true, 'adjustment', null],
  ['withdrawn', true, 'withdraw', 'status'],
  ['expired', true, 'hand-in', 'status'],
])('%s, consent %s: %s leads to %s', (status, hasConsent, step, instead) => {
  expect(insteadOf(step, view(status, hasConsent))).toBe(instead);
});
