import { equivalence, printP } from '../../libs/fairness/src/index.ts';

/** A mean difference within pairs of less than this, in points of the scale, is none for practice. Named beforehand. */
export const SAME_WITHIN = 0.25;

/** What came of one pair: how the levels differ (first minus second), where both were scored. */
export interface Compared {
  readonly difference: number | null;
  readonly oneAbstains: boolean;
}

/** Whether pairs are scored alike, by two one-sided tests, in words and to be computed again. */
export function equivalenceInWords(compared: readonly Compared[]): string {
  const differences = compared.flatMap(({ difference }) => difference ?? []);
  const { n, mean, ci90, p } = equivalence(differences, -SAME_WITHIN, SAME_WITHIN);
  const alone = compared.filter(({ oneAbstains }) => oneAbstains).length;
  const abstained = `Pairs of which one was scored and the other was not: ${alone} of ${compared.length}.`;
  if (mean === null) return `No pair was scored on both sides. ${abstained}`;
  const input = JSON.stringify({ differences, low: -SAME_WITHIN, high: SAME_WITHIN });
  const again = `Again: \`npm run -s compute -- equivalence\` with \`${input}\`.`;
  const scored = `Over ${n} pairs scored on both sides`;
  if (p === null || ci90 === null) {
    return `${scored} every difference is ${mean.toFixed(2)}: nothing varies, so nothing is tested. ${abstained} ${again}`;
  }
  const [low, high] = ci90.map((end) => end.toFixed(2));
  const interval = `90 % interval ${low} to ${high}, p ${printP(p)}`;
  const shown = p < 0.05 ? 'shown' : 'not shown';
  return `${scored} the mean difference is ${mean.toFixed(2)} (${interval}): ${shown} to be within ±${SAME_WITHIN}. ${abstained} ${again}`;
}
