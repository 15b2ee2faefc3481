import type { PortalQuestion, TakeView } from '@evenhand/contracts';
import type { Recording, RecordingPhase } from '../uploads/recordings.store';
import { type Standing, standingOf, takesLeftNow } from './standing';

const take = (change: Partial<TakeView>): TakeView => ({
  id: 'take',
  number: 1,
  kind: 'video',
  status: 'prepared',
  refusal: null,
  uploadUrl: null,
  mediaUrl: null,
  durationMs: 1000,
  flags: [],
  ...change,
});

function question(takes: TakeView[], isAnswer = true): PortalQuestion {
  const answer = { kind: 'video' as const, text: null, chosenTakeId: 'take', hasCaptions: false };
  return {
    id: 'q',
    text: 'Why?',
    kinds: ['video'],
    preparationSeconds: null,
    answerSeconds: 60,
    takesLeft: 2,
    criteria: [],
    answer: takes.length > 0 && isAnswer ? answer : null,
    takes,
  };
}

const recording = (phase: RecordingPhase): Recording => ({
  takeId: 'local',
  questionId: 'q',
  kind: 'video',
  recordedMs: 1000,
  bytes: 10,
  sent: 0,
  phase,
  code: null,
  safeMs: null,
  line: null,
});

const refused = take({ status: 'refused', refusal: { code: 'no-audio', sentence: 'No sound.' } });

it.each<[string, PortalQuestion, Recording[], Standing]>([
  ['nothing', question([]), [], 'open'],
  ['a kept take', question([take({})]), [], 'answered'],
  ['a take on its way', question([]), [recording('waiting')], 'sending'],
  ['a better take on its way', question([take({})]), [recording('sending')], 'sending'],
  ['a crash', question([take({})]), [recording('unfinished')], 'unfinished'],
  ['a recording the server will not have', question([]), [recording('refused')], 'attention'],
  ['a silent take', question([take({ flags: ['silent'] })]), [], 'attention'],
  ['a take that could not be used', question([refused], false), [], 'attention'],
])('%s', (_name, asked, recordings, expected) => {
  expect(standingOf(asked, recordings)).toBe(expected);
});

it('counts a recording that has ended here before the server does', () => {
  expect(takesLeftNow(question([]), [recording('recording')])).toBe(2);
  expect(takesLeftNow(question([]), [recording('sending')])).toBe(1);
  expect(takesLeftNow(question([]), [recording('unfinished')])).toBe(2);
});
