import type { InterviewStatus } from './interview.machine';

/** Minutes, in milliseconds, that a recording may arrive and an interview be submitted after its deadline. */
export const graceMs = 15 * 60_000;

/**
 * How long after its deadline recruiters are told that an interview was not finished. Some candidates have more time: were
 * it told at once, a late submission would tell who.
 */
export const settledAfterMs = 7 * 86_400_000;

export type Standing = 'invited' | 'in-progress' | 'submitted' | 'withdrawn' | 'expired';

/**
 * Where an interview stands at a moment.
 *
 * @param deadline milliseconds since the epoch; the grace comes on top
 * @param now the server's clock: a candidate's clock may be wrong
 */
export function standingOf(status: InterviewStatus, deadline: number, now: number): Standing {
  if (status === 'submitted' || status === 'withdrawn') return status;
  if (now > deadline + graceMs) return 'expired';
  return status === 'invited' ? 'invited' : 'in-progress';
}
