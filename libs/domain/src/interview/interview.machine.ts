/** Where a candidate's run through the interview stands. */
export type InterviewStatus = 'invited' | 'in_progress' | 'submitted' | 'withdrawn';

export type InterviewEvent = 'start' | 'submit' | 'withdraw';

const transitions: Record<InterviewStatus, Partial<Record<InterviewEvent, InterviewStatus>>> = {
  invited: { start: 'in_progress', withdraw: 'withdrawn' },
  in_progress: { start: 'in_progress', submit: 'submitted', withdraw: 'withdrawn' },
  submitted: { submit: 'submitted', withdraw: 'withdrawn' },
  withdrawn: { withdraw: 'withdrawn' },
};

/** The status after an event, or null when the event is not possible there. Repeating an event changes nothing. */
export function afterEvent(status: InterviewStatus, event: InterviewEvent): InterviewStatus | null {
  return transitions[status][event] ?? null;
}
