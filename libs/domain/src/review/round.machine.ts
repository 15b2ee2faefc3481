/** What the log says of one interview and round, in the order in which it may say it. */
export type RoundStep =
  | 'submitted'
  | 'run-declared'
  | 'sealed'
  | 'arm-drawn'
  | 'available'
  | 'assigned'
  | 'unassigned'
  | 'opened'
  | 'rated'
  | 'locked'
  | 'released'
  | 'withheld'
  | 'revised'
  | 'decided'
  | 'withdrawn';

/** A step, with the seat it speaks of where it speaks of one. */
export interface RoundEvent {
  readonly step: RoundStep;
  readonly packet?: string;
  /** `arm-drawn`: what was drawn, which the log itself only commits to. */
  readonly withhold?: boolean;
}

type SeatState = 'assigned' | 'opened' | 'rated';

/** How far a round is. */
export interface Round {
  readonly required: number;
  readonly stage:
    | 'new'
    | 'submitted'
    | 'declared'
    | 'sealed'
    | 'drawn'
    | 'available'
    | 'locked'
    | 'revealed'
    | 'decided'
    | 'withdrawn';
  readonly withhold: boolean;
  readonly seats: Readonly<Record<string, SeatState>>;
}

/** @param required scorecards that lock it */
export const newRound = (required: number): Round => ({ required, stage: 'new', withhold: false, seats: {} });

/** Whether the protocol allows a round to go from here to there, and where it is then; null when it does not. */
export function afterStep(round: Round, event: RoundEvent): Round | null {
  const { stage } = round;
  const to = (next: Round['stage']): Round => ({ ...round, stage: next });
  switch (event.step) {
    case 'submitted':
      return stage === 'new' ? to('submitted') : null;
    case 'run-declared':
      // A new run only before anybody has it; the last one counts.
      return stage === 'submitted' || stage === 'sealed' ? to('declared') : null;
    case 'sealed':
      return stage === 'declared' ? to('sealed') : null;
    case 'arm-drawn':
      return stage === 'sealed' ? { ...to('drawn'), withhold: event.withhold ?? false } : null;
    case 'available':
      return stage === 'drawn' ? to('available') : null;
    case 'assigned':
    case 'unassigned':
    case 'opened':
    case 'rated':
      return stage === 'available' ? afterSeat(round, event.step, event.packet ?? '') : null;
    case 'locked':
      return stage === 'available' && ratedIn(round) >= round.required ? to('locked') : null;
    case 'released':
      return stage === 'locked' && !round.withhold ? to('revealed') : null;
    case 'withheld':
      return stage === 'locked' && round.withhold ? to('revealed') : null;
    case 'revised':
      return stage === 'revealed' ? round : null;
    case 'decided':
      return stage === 'revealed' ? to('decided') : null;
    case 'withdrawn':
      return stage === 'withdrawn' ? null : to('withdrawn');
  }
}

/** Scorecards that are in. */
export const ratedIn = ({ seats }: Round): number =>
  Object.values(seats).filter((seat) => seat === 'rated').length;

function afterSeat(
  round: Round,
  step: 'assigned' | 'unassigned' | 'opened' | 'rated',
  packet: string,
): Round | null {
  const seat = Object.hasOwn(round.seats, packet) ? round.seats[packet] : undefined;
  const become = (state: SeatState): Round => ({ ...round, seats: { ...round.seats, [packet]: state } });
  switch (step) {
    case 'assigned':
      return seat === undefined ? become('assigned') : null;
    case 'unassigned': {
      if (seat === undefined || seat === 'rated') return null;
      const seats = Object.fromEntries(Object.entries(round.seats).filter(([id]) => id !== packet));
      return { ...round, seats };
    }
    case 'opened':
      return seat === 'assigned' ? become('opened') : null;
    // The first scorecard is final, and nobody rates what they have not opened.
    case 'rated':
      return seat === 'opened' ? become('rated') : null;
  }
}
