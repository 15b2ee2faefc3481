import { commonOdds } from '../stratified/mantel-haenszel.ts';
import { strataOf } from '../stratified/strata.ts';
import type { Cohort, Grouping } from './cohort.ts';
import type { Definition } from './definition.ts';
import { gapRows } from './gaps.ts';
import type { GapRow } from './gaps.ts';
import type { Ratings } from './ratings.ts';

/** Whether people who are alike in the rest of their scores differ on one criterion. */
export interface CriterionTable {
  readonly criterion: string;
  readonly category: string;
  readonly source: 'blind' | 'ai';
  readonly rows: readonly (GapRow & { readonly ets?: EtsClass; readonly mh_d_dif?: number | null })[];
}

/** Classes of the Educational Testing Service for several levels: by the standardised difference, if significant. */
export type EtsClass = 'A' | 'B' | 'C';

/** Rest scores this far apart are alike: half a point. */
const PER_POINT = 2;

/**
 * Differential functioning of every criterion: Mantel's test within requisition and rest score (the mean of the other
 * criteria, to half a point). ETS classes A below 0.17 standard deviations or not significant at `alpha`, C from 0.25.
 * `mh_d_dif` is −2.35 ln of the Mantel–Haenszel odds ratio of reaching the middle of the scale, the reference first.
 * Sources: Zwick, Donoghue & Grima (1993); Holland & Thayer (1988).
 */
export function criterionTables(cohort: Cohort, ratings: Ratings, definition: Definition): CriterionTable[] {
  if (ratings.criteria.length < 2) return [];
  return (['blind', 'ai'] as const).flatMap((source) => {
    const scores = source === 'blind' ? ratings.consensus : ratings.ai;
    const rest = restScores(ratings, cohort.interviews, scores);
    return ratings.criteria.flatMap((criterion, place) => {
      const chosen = unitsOf(cohort, ratings, scores, rest, place);
      if (chosen.y.length === 0) return [];
      return cohort.groupings.map((grouping) => ({
        criterion,
        category: grouping.name,
        source,
        rows: rowsOf(chosen, grouping, definition),
      }));
    });
  });
}

interface Chosen {
  readonly y: number[];
  readonly stratum: number[];
  readonly interview: number[];
}

function rowsOf(
  { y, stratum, interview }: Chosen,
  grouping: Grouping,
  definition: Definition,
): CriterionTable['rows'] {
  const group = interview.map((each) => grouping.of[each] ?? -1);
  const [low, high] = extremes(y);
  const middle = (low + high) / 2;
  return gapRows({ y, stratum, group }, grouping, definition.suppress_below).map((row) => {
    if (row.suppressed || row.against === null) return row;
    const own = grouping.groups.indexOf(row.group);
    const named = grouping.reference;
    const isReference = (each: number): boolean =>
      row.against?.reference === 'all others' ? each >= 0 && each !== own : each === named;
    const size = Math.abs(row.against.standardised ?? 0);
    const isSignificant = (row.against.p ?? 1) < definition.alpha;
    const ets: EtsClass = !isSignificant || size < 0.17 ? 'A' : size < 0.25 ? 'B' : 'C';
    return { ...row, ets, mh_d_dif: dDif(y, stratum, group, own, isReference, middle) };
  });
}

function dDif(
  y: readonly number[],
  stratum: readonly number[],
  group: readonly number[],
  own: number,
  isReference: (group: number) => boolean,
  middle: number,
): number | null {
  const tables = new Map<number, [[number, number], [number, number]]>();
  for (const [i, score] of y.entries()) {
    const member = group[i] ?? -1;
    const row = member === own ? 1 : isReference(member) ? 0 : -1;
    if (row === -1) continue;
    const key = stratum[i] ?? 0;
    const table = tables.get(key) ?? [
      [0, 0],
      [0, 0],
    ];
    tables.set(key, table);
    table[row][score >= middle ? 0 : 1] += 1;
  }
  const odds = commonOdds(strataOf([...tables.values()]));
  if (odds === null || odds === 0 || odds === Infinity) return null;
  return odds === 1 ? 0 : -2.35 * Math.log(odds);
}

/** For every interview the sum and number of its scores, from which a rest score follows by taking one away. */
function restScores(
  { interviewOfUnit }: Ratings,
  interviews: number,
  scores: Float64Array,
): { total: Float64Array; count: Float64Array } {
  const [total, count] = [new Float64Array(interviews), new Float64Array(interviews)];
  for (let unit = 0; unit < scores.length; unit += 1) {
    const score = scores[unit] ?? NaN;
    if (Number.isNaN(score)) continue;
    const interview = interviewOfUnit[unit] ?? 0;
    total[interview] = (total[interview] ?? 0) + score;
    count[interview] = (count[interview] ?? 0) + 1;
  }
  return { total, count };
}

function unitsOf(
  { requisition }: Cohort,
  { interviewOfUnit, criterionOfUnit }: Ratings,
  scores: Float64Array,
  rest: { total: Float64Array; count: Float64Array },
  criterion: number,
): Chosen {
  const chosen: Chosen = { y: [], stratum: [], interview: [] };
  const strata = new Map<string, number>();
  for (let unit = 0; unit < scores.length; unit += 1) {
    const score = scores[unit] ?? NaN;
    const interview = interviewOfUnit[unit] ?? 0;
    const others = (rest.count[interview] ?? 0) - 1;
    if (criterionOfUnit[unit] !== criterion || Number.isNaN(score) || others < 1) continue;
    const bin = Math.round((((rest.total[interview] ?? 0) - score) / others) * PER_POINT);
    const key = `${requisition[interview] ?? 0} ${bin}`;
    const stratum = strata.get(key) ?? strata.size;
    strata.set(key, stratum);
    chosen.y.push(score);
    chosen.stratum.push(stratum);
    chosen.interview.push(interview);
  }
  return chosen;
}

function extremes(y: readonly number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const each of y) {
    low = Math.min(low, each);
    high = Math.max(high, each);
  }
  return [low, high];
}
