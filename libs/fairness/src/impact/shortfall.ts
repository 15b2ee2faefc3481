/**
 * How many selections a group lacks against the overall rate: expected = n · rate, shortfall = expected − selected
 * (negative where it has more).
 * Source: Morris & Dunleavy, Adverse Impact Analysis (2017), ch. 6; DCI Consulting.
 */
export function shortfall(
  overallRate: number,
  n: number,
  selected: number,
): { expected_selected: number; shortfall: number } {
  const expected = n * overallRate;
  return { expected_selected: expected, shortfall: expected - selected };
}
