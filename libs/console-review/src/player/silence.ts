/** Shorter silences are part of speech. */
const skippedFromMs = 1000;
/** What is left of a silence before and after, so that sentences do not run together. */
const leadMs = 300;
const tailMs = 200;
/** Players land a little beside where they were sent. */
const slackMs = 50;

/**
 * Where to go on when silence is skipped.
 *
 * @param position in milliseconds
 * @returns the end of the silence around the position, a breath before speech; null when nothing is to be skipped
 */
export function silenceEnd(
  silences: readonly { startMs: number; endMs: number }[],
  position: number,
): number | null {
  const silence = silences.find(
    ({ startMs, endMs }) =>
      endMs - startMs > skippedFromMs && position > startMs + leadMs && position < endMs - tailMs - slackMs,
  );
  return silence === undefined ? null : silence.endMs - tailMs;
}
