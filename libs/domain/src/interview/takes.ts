/** A take as far as counting is concerned. */
export interface CountedTake {
  readonly status: 'open' | 'stored' | 'prepared' | 'refused' | 'discarded';
  /** False when the server granted it: it uses nothing up. */
  readonly counted: boolean;
}

/**
 * Takes a candidate may still start for a question.
 *
 * @param retakes retakes allowed after the first take
 * @returns whole number, never negative. Refused takes and takes that were never stored use nothing up.
 */
export function takesLeft(retakes: number, takes: readonly CountedTake[]): number {
  const used = takes.filter(
    (take) => take.counted && take.status !== 'refused' && take.status !== 'open',
  ).length;
  return Math.max(0, 1 + retakes - used);
}
