/** A take as far as counting is concerned. */
export interface CountedTake {
  readonly status: 'open' | 'stored' | 'prepared' | 'refused' | 'discarded';
  /** False when the server granted it: it uses nothing up. */
  readonly counted: boolean;
  /** What preparation found, for example silent. */
  readonly flags?: readonly string[];
}

/** Flags of recordings that failed for technical reasons: they use nothing up, though the candidate may keep them. */
export const grantingFlags: readonly string[] = ['silent', 'cut-short'];

function usesTake({ counted, status, flags = [] }: CountedTake): boolean {
  if (!counted || status === 'refused' || status === 'open') return false;
  return !flags.some((flag) => grantingFlags.includes(flag));
}

/**
 * Takes a candidate may still start for a question.
 *
 * @param retakes retakes allowed after the first take
 * @returns whole number, never negative. Takes that were refused, never stored, silent or cut short use nothing up.
 */
export function takesLeft(retakes: number, takes: readonly CountedTake[]): number {
  return Math.max(0, 1 + retakes - takes.filter(usesTake).length);
}

/**
 * Takes that may be started now. Open takes keep their place, so that two tabs cannot record more than is allowed.
 *
 * @returns whole number, never negative
 */
export function takesToStart(retakes: number, takes: readonly CountedTake[]): number {
  const open = takes.filter((take) => take.status === 'open').length;
  return Math.max(0, takesLeft(retakes, takes) - open);
}
