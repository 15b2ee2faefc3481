const FOUR_FIFTHS = 0.8;

/**
 * A p-value as people read it: three significant figures, and never 0, so far out in the tail as numbers reach.
 * `"0.0123"`, `"4.12e-5"`.
 */
export function printP(p: number): string {
  const three = Math.max(p, Number.MIN_VALUE).toPrecision(3);
  return Number(three) < 1e-4 ? Number(three).toExponential(2) : three;
}

/**
 * A ratio with the places asked for, and more where fewer would round it onto four fifths: 0.7961 is `"0.796"`, not
 * `"0.80"`. A ratio that is exactly four fifths is `"0.80"`.
 */
export function printRatio(ratio: number, places = 2): string {
  for (let more = places; more < 17; more += 1) {
    const printed = ratio.toFixed(more);
    if (ratio === FOUR_FIFTHS || Number(printed) !== FOUR_FIFTHS) return printed;
  }
  return String(ratio);
}
