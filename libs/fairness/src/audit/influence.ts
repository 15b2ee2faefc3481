import { influence } from '../influence/advice.ts';
import type { Advised, Influence } from '../influence/advice.ts';
import { explained } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';
import { printP } from '../printing/figures.ts';
import { mantelMeans } from '../stratified/mantel-means.ts';
import type { MeanDifference, Moments } from '../stratified/mantel-means.ts';
import type { Cohort } from './cohort.ts';
import type { Definition } from './definition.ts';
import { gapRows } from './gaps.ts';
import type { GapRow } from './gaps.ts';
import type { Claim } from './measures.ts';
import type { Ratings } from './ratings.ts';

/** What the sight of the AI's scores did to ratings. */
export interface InfluenceTables extends Explained {
  readonly revealed: Influence;
  readonly never_revealed: Influence | null;
  /** Movement towards the AI, revealed minus never revealed: what revealing caused. */
  readonly caused: (MeanDifference & { readonly p_printed: string | null }) | null;
  readonly by_reviewer: readonly ReviewerInfluence[];
  /** What revealing did to the ratings of each group: after minus blind. */
  readonly by_group: readonly { readonly category: string; readonly rows: readonly GapRow[] }[];
}

/** One reviewer's, against the interviews that were never revealed. */
export interface ReviewerInfluence extends Influence {
  readonly rater: string;
  readonly caused: (MeanDifference & { readonly p_printed: string | null }) | null;
}

/** One rating that was given blind, again later, and on which the AI had a score. */
interface Row extends Advised {
  readonly interview: number;
  readonly rater: number;
}

/**
 * The influence of the AI on people, from rows with a blind rating, a score of the AI and a rating after. Where some
 * interviews were never revealed (by lot), what revealing caused is the difference of the movement towards the AI between
 * the two; otherwise the sign test stands alone, which also counts what would have moved anyway.
 */
export function influenceTables(
  cohort: Cohort,
  ratings: Ratings,
  definition: Definition,
): InfluenceTables | null {
  const rows = rowsOf(ratings);
  if (rows.length === 0) return null;
  const isNever = (row: Row): boolean => cohort.neverReveal?.[row.interview] === 1;
  const [revealed, never] = [rows.filter((row) => !isNever(row)), rows.filter(isNever)];
  const byReviewer = ratings.raters.map((): Row[] => []);
  for (const row of revealed) byReviewer[row.rater]?.push(row);
  const none = never.length === 0 ? null : movement(never);
  return explained(
    {
      revealed: influence(revealed),
      never_revealed: never.length === 0 ? null : influence(never),
      caused: none === null ? null : causedBy(movement(revealed), none),
      by_reviewer: byReviewer.flatMap((own, rater): ReviewerInfluence[] =>
        own.length === 0
          ? []
          : [
              {
                rater: ratings.raters[rater] ?? '',
                ...influence(own),
                caused: none === null ? null : causedBy(movement(own), none),
              },
            ],
      ),
      by_group: groupTables(cohort, revealed, definition),
    },
    { never_revealed: 'every interview was revealed', caused: 'every interview was revealed' },
  );
}

function rowsOf({ unitOfRow, raterOfRow, interviewOfUnit, blind, ai, after }: Ratings): Row[] {
  const rows: Row[] = [];
  for (let row = 0; row < blind.length; row += 1) {
    const unit = unitOfRow[row] ?? 0;
    const [before, advice, later] = [blind[row] ?? NaN, ai[unit] ?? NaN, after[row] ?? NaN];
    if (Number.isNaN(advice) || Number.isNaN(later)) continue;
    rows.push({
      before,
      advice,
      after: later,
      interview: interviewOfUnit[unit] ?? 0,
      rater: raterOfRow[row] ?? 0,
    });
  }
  return rows;
}

/** Mean movement towards the AI by interview, over ratings that differed from it: interviews are what is independent. */
function movement(rows: readonly Row[]): Moments {
  const byInterview = new Map<number, { total: number; count: number }>();
  for (const { interview, before, advice, after } of rows) {
    if (before === advice) continue;
    const sum = byInterview.get(interview) ?? { total: 0, count: 0 };
    sum.total += (after - before) * Math.sign(advice - before);
    sum.count += 1;
    byInterview.set(interview, sum);
  }
  const moments = { n: 0, total: 0, squares: 0 };
  for (const { total, count } of byInterview.values()) {
    const mean = total / count;
    moments.n += 1;
    moments.total += mean;
    moments.squares += mean * mean;
  }
  return moments;
}

function causedBy(revealed: Moments, never: Moments): MeanDifference & { p_printed: string | null } {
  const difference = mantelMeans([{ focal: revealed, reference: never }]);
  return { ...difference, p_printed: difference.p === null ? null : printP(difference.p) };
}

function groupTables(
  cohort: Cohort,
  rows: readonly Row[],
  definition: Definition,
): InfluenceTables['by_group'] {
  const [total, count] = [new Float64Array(cohort.interviews), new Float64Array(cohort.interviews)];
  for (const { interview, before, after } of rows) {
    total[interview] = (total[interview] ?? 0) + after - before;
    count[interview] = (count[interview] ?? 0) + 1;
  }
  const y = total.map((sum, interview) => sum / (count[interview] ?? 0));
  return cohort.groupings.map((grouping) => ({
    category: grouping.name,
    rows: gapRows(
      { y, stratum: cohort.requisition, group: grouping.of },
      grouping,
      definition.suppress_below,
    ),
  }));
}

/** The claims: all reviewers together, and each. Without a never-reveal arm they rest on the sign test. */
export function influenceClaims({ revealed, caused, by_reviewer }: InfluenceTables): Claim[] {
  const claim = (of: Influence, by: InfluenceTables['caused'], rater: string): Claim[] => {
    const weight =
      of.median_woa === null ? '' : ` The median weight of advice is ${of.median_woa.toFixed(2)}.`;
    const who = rater === 'all' ? 'Reviewers' : `Reviewer ${rater}`;
    if (by !== null) {
      if (by.p === null || by.difference === null) return [];
      const [effect, p] = [by.difference, by.p];
      const way = effect > 0 ? 'towards' : 'away from';
      const sentence = `${who} moved ${Math.abs(effect).toFixed(2)} points ${way} the AI because of seeing it.${weight}`;
      return [{ where: { rater }, effect, size: Math.abs(effect), p, sentence }];
    }
    const changed = of.flips_towards + of.flips_away;
    if (changed === 0) return [];
    const effect = (of.flips_towards - of.flips_away) / of.rows;
    const sentence = `${who} changed ${of.flips_towards} ratings towards the AI and ${of.flips_away} away from it.${weight}`;
    return [{ where: { rater }, effect, size: Math.abs(effect), p: of.p, sentence }];
  };
  return [
    ...claim(revealed, caused, 'all'),
    ...by_reviewer.flatMap((one) => claim(one, one.caused, one.rater)),
  ];
}
