const dayMs = 86_400_000;

/** When the candidate is promised an answer. */
export const promisedBy = (submittedAt: Date, promisedDays: number): Date =>
  new Date(submittedAt.getTime() + promisedDays * dayMs);
