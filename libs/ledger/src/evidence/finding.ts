/** What came of judging a claim. A doubt is never a pass. */
export type Result = 'pass' | 'fail' | 'cannot tell' | 'not applicable';

export interface Finding {
  readonly result: Result;
  /** Where in the pack or the log the reason lies; empty when all of it holds. */
  readonly where: string;
  /** In plain words. */
  readonly reason: string;
}

/** A claim that does not hold, raised where that shows and caught by {@link judged}. */
class Broken extends Error {
  constructor(
    readonly where: string,
    reason: string,
  ) {
    super(reason);
  }
}

export const pass = (reason: string): Finding => ({ result: 'pass', where: '', reason });
export const cannotTell = (where: string, reason: string): Finding => ({
  result: 'cannot tell',
  where,
  reason,
});
export const notApplicable = (reason: string): Finding => ({ result: 'not applicable', where: '', reason });

/** Ends the judging of a claim with fail. */
export function fail(where: string, reason: string): never {
  throw new Broken(where, reason);
}

export function demand(holds: boolean, where: string, reason: string): asserts holds {
  if (!holds) fail(where, reason);
}

/** Judges a claim; the first thing that breaks it is the reason. */
export async function judged(judge: () => Finding | Promise<Finding>): Promise<Finding> {
  try {
    return await judge();
  } catch (fault) {
    if (fault instanceof Broken) return { result: 'fail', where: fault.where, reason: fault.message };
    throw fault;
  }
}
