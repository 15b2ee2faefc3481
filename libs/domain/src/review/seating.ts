/** Upper bound of the random place of a packet in a reviewer's queue. */
export const queuePlaces = 1_000_000;

/** Somebody who may rate an interview, with the packets they still have to rate. */
export interface FreeReviewer {
  readonly reviewerId: string;
  readonly load: number;
}

/**
 * Who gets the seats of an interview: those with the least to rate, and chance decides between equals. Nothing about the
 * interview plays a part.
 *
 * @param fraction draws a number in [0, 1)
 * @returns distinct reviewers, fewer than `seats` when there are fewer
 */
export function reviewersFor(free: readonly FreeReviewer[], seats: number, fraction: () => number): string[] {
  return free
    .map((reviewer) => ({ ...reviewer, lot: fraction() }))
    .sort((a, b) => a.load - b.load || a.lot - b.lot)
    .slice(0, Math.max(0, seats))
    .map(({ reviewerId }) => reviewerId);
}
