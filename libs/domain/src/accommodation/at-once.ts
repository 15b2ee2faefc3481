import type { Adjustment } from './adjustment';

/** What an organisation has decided about accommodations. */
export interface AccommodationPolicy {
  /** What everybody is granted without asking. */
  readonly everybody: readonly Adjustment[];
  /** What is granted at once when it is asked for: up to these. */
  readonly atOnce: readonly Adjustment[];
  /** Hours within which an officer answers everything else. */
  readonly answerWithinHours: number;
}

/**
 * Holds until an officer decides otherwise. More time, another try, a break, another way of answering and an assessment by
 * people alone need nobody's consent; what costs somebody work, or is unusual, goes to the officer.
 */
export const defaultAccommodationPolicy: AccommodationPolicy = {
  everybody: [],
  atOnce: [
    { dial: 'preparation', unlimited: true },
    { dial: 'answer-time', times: 2 },
    { dial: 'deadline', plusSeconds: 432_000 },
    { dial: 'extra-takes', takes: 2 },
    { dial: 'pauses', seconds: 14_400 },
    { dial: 'questions-in-advance' },
    { dial: 'answer-kinds', kinds: ['audio', 'text'] },
    { dial: 'prompt-captions' },
    { dial: 'human-only' },
  ],
  answerWithinHours: 48,
};

/** What may be granted at once, and what waits for an officer. */
export function sortWishes(
  wishes: readonly Adjustment[],
  { atOnce }: AccommodationPolicy,
): { granted: Adjustment[]; pending: Adjustment[] } {
  const isGranted = (wish: Adjustment): boolean => atOnce.some((bound) => isWithin(wish, bound));
  return {
    granted: wishes.filter(isGranted),
    pending: wishes.filter((wish) => !isGranted(wish)),
  };
}

/** Whether a wish asks for no more than a bound allows. Times and seconds cannot be compared with each other. */
export function isWithin(wish: Adjustment, bound: Adjustment): boolean {
  if ('unlimited' in bound) return wish.dial === bound.dial;
  if ('times' in bound) return wish.dial === bound.dial && 'times' in wish && wish.times <= bound.times;
  if ('plusSeconds' in bound) {
    return wish.dial === bound.dial && 'plusSeconds' in wish && wish.plusSeconds <= bound.plusSeconds;
  }
  switch (bound.dial) {
    case 'extra-takes':
      return wish.dial === bound.dial && wish.takes <= bound.takes;
    case 'pauses':
      return wish.dial === bound.dial && wish.seconds <= bound.seconds;
    case 'answer-kinds':
      return (
        wish.dial === bound.dial &&
        wish.kinds.every((kind) => bound.kinds.includes(kind)) &&
        (wish.track === undefined || wish.track === bound.track)
      );
    case 'questions-in-advance':
    case 'prompt-captions':
    case 'sign-language-prompts':
    case 'human-only':
    case 'live-conversation':
      return wish.dial === bound.dial;
    // What is said in free words always needs a reader.
    case 'other':
      return false;
  }
}
