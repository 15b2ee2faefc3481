import type { PortalQuestion, TakeView } from '@evenhand/contracts';
import { isAnswered } from '../portal/steps';
import type { Recording } from '../uploads/recordings.store';

/** How a question stands, for the list of questions. */
export type Standing = 'open' | 'answered' | 'sending' | 'unfinished' | 'attention';

/** Something about a finished take that the candidate should know. */
export const hasFault = (take: TakeView): boolean => take.status === 'refused' || take.flags.length > 0;

export const isFinished = (take: TakeView): boolean => take.status === 'stored' || take.status === 'prepared';

/** Takes worth showing: everything finished, and what was refused. */
export const shownTakes = (question: PortalQuestion): TakeView[] =>
  question.takes.filter((take) => isFinished(take) || take.status === 'refused');

/** @param recordings those of this question that this browser still holds */
export function standingOf(question: PortalQuestion, recordings: readonly Recording[]): Standing {
  if (recordings.some(({ phase }) => phase === 'unfinished')) return 'unfinished';
  if (recordings.some(({ phase }) => phase === 'refused')) return 'attention';
  if (recordings.some(({ phase }) => phase === 'sending' || phase === 'waiting')) return 'sending';
  const chosen = question.takes.find(({ id }) => id === question.answer?.chosenTakeId);
  if (chosen !== undefined && hasFault(chosen)) return 'attention';
  if (isAnswered(question)) return 'answered';
  return question.takes.some(({ status }) => status === 'refused') ? 'attention' : 'open';
}

/** Takes that may still be started: recordings that have ended here count although the server has not heard of them. */
export function takesLeftNow(question: PortalQuestion, recordings: readonly Recording[]): number {
  const ended = recordings.filter(({ phase }) => phase === 'sending' || phase === 'waiting').length;
  return Math.max(0, question.takesLeft - ended);
}
