/**
 * Milliseconds a recording may be longer than its question allows: the recorder goes on half a minute past the planned end,
 * and some browsers count pauses.
 */
export const overtimeMs = 120_000;

/**
 * Whether a recording is longer than any recorder of ours would have let it become.
 *
 * @param answerSeconds null for no limit
 */
export const isOvertime = (durationMs: number, answerSeconds: number | null): boolean =>
  answerSeconds !== null && durationMs > answerSeconds * 1000 + overtimeMs;
