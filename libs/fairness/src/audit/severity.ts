import { tTwoSided } from '../distributions/t.ts';
import { explained } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';
import { printP } from '../printing/figures.ts';
import type { Cohort } from './cohort.ts';
import type { Claim } from './measures.ts';
import type { Ratings } from './ratings.ts';
import { rowsByUnit } from './reliability.ts';

/** How much kinder than the others on the same units a reviewer is, by interviews. */
export interface Severity extends Explained {
  readonly rater: string;
  readonly interviews: number;
  readonly difference: number | null;
  readonly p: number | null;
  readonly p_printed: string | null;
}

/** A reviewer with fewer interviews rated together with others is not judged. */
const LEAST_INTERVIEWS = 10;

/**
 * For every reviewer the mean, over interviews, of the difference of his or her ratings from the mean of the others' on the
 * same unit, and Student's test that it is none (interviews, not single ratings, are independent).
 */
export function severities(cohort: Cohort, ratings: Ratings): Severity[] {
  const { start, rows } = rowsByUnit(ratings);
  const sums = new Map<number, { total: number; count: number }>();
  for (let unit = 0; unit + 1 < start.length; unit += 1) {
    const own = rows.subarray(start[unit] ?? 0, start[unit + 1] ?? 0);
    if (own.length < 2) continue;
    let total = 0;
    for (const row of own) total += ratings.blind[row] ?? 0;
    for (const row of own) {
      const rating = ratings.blind[row] ?? 0;
      const key = (ratings.raterOfRow[row] ?? 0) * cohort.interviews + (ratings.interviewOfUnit[unit] ?? 0);
      const sum = sums.get(key) ?? { total: 0, count: 0 };
      sum.total += rating - (total - rating) / (own.length - 1);
      sum.count += 1;
      sums.set(key, sum);
    }
  }
  const byRater = ratings.raters.map((): number[] => []);
  for (const [key, { total, count }] of sums)
    byRater[Math.floor(key / cohort.interviews)]?.push(total / count);
  return byRater.map((differences, rater) => severityOf(ratings.raters[rater] ?? '', differences));
}

function severityOf(rater: string, differences: readonly number[]): Severity {
  const n = differences.length;
  const mean = n === 0 ? null : differences.reduce((a, b) => a + b, 0) / n;
  const spread = differences.reduce((whole, d) => whole + (d - (mean ?? 0)) ** 2, 0) / Math.max(1, n - 1);
  const isJudged = n >= LEAST_INTERVIEWS && spread > 0 && mean !== null;
  const p = isJudged ? tTwoSided(mean / Math.sqrt(spread / n), n - 1) : null;
  const few = `fewer than ${LEAST_INTERVIEWS} interviews were rated together with others, or nothing varies`;
  return explained(
    { rater, interviews: n, difference: mean, p, p_printed: p === null ? null : printP(p) },
    { difference: 'nothing was rated together with others', p: few, p_printed: few },
  );
}

/** The differences as claims. */
export function severityClaims(severity: readonly Severity[]): Claim[] {
  return severity.flatMap(({ rater, difference, p }): Claim[] => {
    if (difference === null || p === null) return [];
    const kind = difference > 0 ? 'higher' : 'lower';
    const sentence = `Reviewer ${rater} rates ${Math.abs(difference).toFixed(2)} points ${kind} than others who rated the same answers.`;
    return [{ where: { rater }, effect: difference, size: Math.abs(difference), p, sentence }];
  });
}
