import { median } from '../numeric/at.ts';
import { quantile } from '../numeric/quantile.ts';
import type { Cohort, Grouping } from './cohort.ts';
import type { Definition } from './definition.ts';
import { gapRows } from './gaps.ts';
import type { GapRow } from './gaps.ts';
import type { Claim } from './measures.ts';
import type { Ratings } from './ratings.ts';
import { selectionTable } from './selection.ts';
import type { SelectionTable } from './selection.ts';
import { heldBack } from './suppression.ts';
import { tally } from './tally.ts';

/** What is said of scores by group: of people's blind ratings, of the AI's, and of the AI's against people's. */
export interface ScoreTables {
  readonly category: string;
  readonly blind: readonly GapRow[];
  readonly ai: readonly GapRow[];
  /** AI minus blind consensus where both are there: positive where the AI is kinder than people. */
  readonly calibration: readonly GapRow[];
  readonly quantiles: { readonly blind: readonly QuantileRow[]; readonly ai: readonly QuantileRow[] };
}

/** Where the scores of a group lie: tenth, quarter, half, three quarters and nine tenths are below. */
export type QuantileRow =
  | { readonly group: string; readonly suppressed: true }
  | {
      readonly group: string;
      readonly suppressed: false;
      readonly n: number;
      readonly p10: number;
      readonly p25: number;
      readonly p50: number;
      readonly p75: number;
      readonly p90: number;
    };

function quantileRows(y: Float64Array, grouping: Grouping, least: number): QuantileRow[] {
  const scores = grouping.groups.map((): number[] => []);
  let unknown = 0;
  for (const [interview, score] of y.entries()) {
    if (Number.isNaN(score)) continue;
    const own = scores[grouping.of[interview] ?? -1];
    if (own === undefined) unknown += 1;
    else own.push(score);
  }
  const hidden = heldBack([...scores.map(({ length }) => length), unknown], least);
  return grouping.groups.map((group, place): QuantileRow => {
    const own = (scores[place] ?? []).sort((a, b) => a - b);
    if (own.length === 0 || hidden[place] === true) return { group, suppressed: true };
    const [p10, p25, p50] = [quantile(own, 0.1), quantile(own, 0.25), quantile(own, 0.5)];
    const [p75, p90] = [quantile(own, 0.75), quantile(own, 0.9)];
    return { group, suppressed: false, n: own.length, p10, p25, p50, p75, p90 };
  });
}

/** The mean over an interview's units of what is asked; not a number where no unit has it. */
export function interviewMeans(
  { interviewOfUnit }: Ratings,
  interviews: number,
  of: (unit: number) => number,
): Float64Array {
  const [total, count] = [new Float64Array(interviews), new Float64Array(interviews)];
  for (let unit = 0; unit < interviewOfUnit.length; unit += 1) {
    const value = of(unit);
    if (Number.isNaN(value)) continue;
    const interview = interviewOfUnit[unit] ?? 0;
    total[interview] = (total[interview] ?? 0) + value;
    count[interview] = (count[interview] ?? 0) + 1;
  }
  return total.map((sum, interview) => sum / (count[interview] ?? 0));
}

/** Scores by group, compared within requisitions. */
export function scoreTables(cohort: Cohort, ratings: Ratings, definition: Definition): ScoreTables[] {
  const { interviews, requisition } = cohort;
  const means = {
    blind: interviewMeans(ratings, interviews, (unit) => ratings.consensus[unit] ?? NaN),
    ai: interviewMeans(ratings, interviews, (unit) => ratings.ai[unit] ?? NaN),
    calibration: interviewMeans(
      ratings,
      interviews,
      (unit) => (ratings.ai[unit] ?? NaN) - (ratings.consensus[unit] ?? NaN),
    ),
  };
  return cohort.groupings.map((grouping) => {
    const rows = (y: Float64Array): GapRow[] =>
      gapRows({ y, stratum: requisition, group: grouping.of }, grouping, definition.suppress_below);
    return {
      category: grouping.name,
      blind: rows(means.blind),
      ai: rows(means.ai),
      calibration: rows(means.calibration),
      quantiles: {
        blind: quantileRows(means.blind, grouping, definition.suppress_below),
        ai: quantileRows(means.ai, grouping, definition.suppress_below),
      },
    };
  });
}

/** Local Law 144 for a scoring tool: who scored above the median of everybody scored, those of unknown group included. */
export interface AboveMedian {
  readonly scored: number;
  readonly median: number | null;
  readonly at_the_median: number;
  readonly tables: readonly SelectionTable[];
}

/** Scoring rates of the AI's mean score (6 RCNY 5-301(c)); a score at the median is not above it. */
export function aboveMedian(cohort: Cohort, ratings: Ratings, definition: Definition): AboveMedian {
  const means = interviewMeans(ratings, cohort.interviews, (unit) => ratings.ai[unit] ?? NaN);
  const known = means.filter((mean) => !Number.isNaN(mean));
  const middle = median([...known]);
  const selected = Int8Array.from(means, (mean) => (Number.isNaN(mean) ? -1 : mean > (middle ?? 0) ? 1 : 0));
  const strata = cohort.requisitions.length;
  const table = (grouping: Grouping): SelectionTable =>
    selectionTable(
      tally(cohort, { among: null, selected }, grouping, cohort.requisition, strata),
      grouping,
      definition,
    );
  return {
    scored: known.length,
    median: middle,
    at_the_median: known.filter((mean) => mean === middle).length,
    tables: cohort.groupings.map(table),
  };
}

/** The differences of a table as claims; `unit` names what the margin is measured in. */
export function gapClaims(
  rows: readonly GapRow[],
  where: Readonly<Record<string, string>>,
  unit: 'deviations' | 'points',
  say: (group: string, against: string, size: string) => string,
): Claim[] {
  const shown = rows.filter((row) => !row.suppressed);
  const compared = shown.filter((row) => row.against !== null);
  const both = compared.length === 2 && shown.length === 2 ? compared.slice(0, 1) : compared;
  return both.flatMap(({ group, against }): Claim[] => {
    if (against === null || against.p === null || against.difference === null) return [];
    const effect = unit === 'points' ? against.difference : (against.standardised ?? 0);
    const size = `${Math.abs(effect).toFixed(2)} ${unit === 'points' ? 'points' : 'standard deviations'}`;
    return [
      {
        where: { ...where, group, against: against.reference },
        effect,
        size: Math.abs(effect),
        p: against.p,
        sentence: say(group, against.reference, `${size} ${effect < 0 ? 'lower' : 'higher'}`),
      },
    ];
  });
}
