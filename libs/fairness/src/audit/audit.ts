import { printable } from '../compute.ts';
import { aboveMedian, gapClaims, scoreTables } from './scores.ts';
import type { AboveMedian, ScoreTables } from './scores.ts';
import { neededColumns, readCohort } from './cohort.ts';
import type { Cohort, Grouping } from './cohort.ts';
import { criterionTables } from './criteria.ts';
import type { CriterionTable } from './criteria.ts';
import { readSheet } from './csv.ts';
import { readDefinition } from './definition.ts';
import type { Definition } from './definition.ts';
import { driftChart, driftClaims } from './drift.ts';
import type { DriftChart } from './drift.ts';
import { influenceClaims, influenceTables } from './influence.ts';
import type { InfluenceTables } from './influence.ts';
import { findingsOf, judged } from './judge.ts';
import type { Family } from './judge.ts';
import { MARGINS } from './measures.ts';
import type { Claim, Finding, Measure } from './measures.ts';
import { readRatings } from './ratings.ts';
import type { Ratings } from './ratings.ts';
import { codeUnits, reliabilityOf } from './reliability.ts';
import type { Reliability } from './reliability.ts';
import { selectionTable } from './selection.ts';
import { blindSpots, reversals, selectionClaims } from './selection-claims.ts';
import type { StageTable } from './selection-claims.ts';
import { severities, severityClaims } from './severity.ts';
import type { Severity } from './severity.ts';
import { tally } from './tally.ts';
import type { Outcome } from './tally.ts';
import { wordClaims, wordTables } from './words.ts';
import type { WordTable } from './words.ts';

/** What came in, by digests, so that the audit can be made again. */
export interface Inputs {
  readonly evenhand: string;
  readonly definition_sha256: string;
  readonly rows_sha256: string;
  readonly seed: number;
}

/** A whole audit. The same inputs give the same bytes. */
export interface Audit {
  readonly evenhand_audit: 1;
  readonly name: string;
  readonly inputs: Inputs;
  readonly population: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  readonly stages: readonly StageTable[];
  readonly abstention: readonly StageTable[];
  readonly scores: readonly ScoreTables[];
  readonly ai_above_median: AboveMedian | null;
  readonly criteria: readonly CriterionTable[];
  readonly reliability: { readonly all: Reliability; readonly by_group: readonly GroupReliability[] } | null;
  readonly reviewers: readonly Severity[];
  readonly influence: InfluenceTables | null;
  readonly transcription: readonly WordTable[];
  readonly drift: readonly DriftChart[];
  readonly families: readonly Family[];
}

interface GroupReliability {
  readonly category: string;
  readonly group: string;
  readonly reliability: Reliability | { readonly suppressed: true };
}

/**
 * Makes a whole audit from a definition (JSON) and rows (CSV); see fairness-audits/definition.schema.json.
 * @throws {@link InputError} naming row and field
 */
export function audit(definitionJson: unknown, rowsText: string, inputs: Inputs): Audit {
  const definition = readDefinition(definitionJson);
  const sheet = readSheet(rowsText, (head) => neededColumns(definition, head));
  const cohort = readCohort(sheet, definition);
  const ratings = readRatings(sheet, definition, cohort);
  const stages = stageTables(cohort, definition);
  const abstention = ratings === null ? [] : abstentionTables(cohort, ratings, definition);
  const scores = ratings === null ? [] : scoreTables(cohort, ratings, definition);
  const criteria = ratings === null ? [] : criterionTables(cohort, ratings, definition);
  const reliability = ratings === null ? null : reliabilityTables(cohort, ratings, definition);
  const reviewers = ratings === null ? [] : severities(cohort, ratings);
  const influence = ratings === null ? null : influenceTables(cohort, ratings, definition);
  const transcription = wordTables(cohort, definition, inputs.seed);
  const drift = driftCharts(cohort, definition);
  const families = judged([
    ...byCategory('selection', stages),
    ...byCategory('abstention', abstention),
    ...scores.flatMap(scoreFamilies),
    ...criterionFamilies(criteria),
    family('severity', 'reviewers', severityClaims(reviewers)),
    family('influence', 'reviewers', influence === null ? [] : influenceClaims(influence)),
    ...(influence?.by_group ?? []).map(({ category, rows }) =>
      family(
        'influence',
        category,
        gapClaims(
          rows,
          { category },
          'points',
          (group, against, size) =>
            `After the reveal the ratings of ${group} moved ${size} than those of ${against}.`,
        ),
      ),
    ),
    ...transcription.map((table) => family('transcription', table.category, wordClaims(table))),
    family('drift', 'weeks', drift.flatMap(driftClaims)),
  ]);
  const { protocol, alpha } = definition;
  const findings = [
    ...families.flatMap((each) => findingsOf(each, protocol, alpha)),
    ...cohort.groupings.flatMap(({ name }) => {
      const own = stages.filter(({ table }) => table.category === name);
      return [...reversals(own, protocol.reversal, alpha), ...blindSpots(own, protocol.detectability)];
    }),
    ...disagreement(reliability?.all, definition),
  ];
  return printable({
    evenhand_audit: 1,
    name: definition.name,
    inputs,
    population: {
      rows: sheet.rows,
      interviews: cohort.interviews,
      requisitions: cohort.requisitions.length,
      ratings: ratings?.blind.length ?? 0,
      reviewers: ratings?.raters.length ?? 0,
    },
    findings,
    stages,
    abstention,
    scores,
    ai_above_median: ratings === null ? null : aboveMedian(cohort, ratings, definition),
    criteria,
    reliability,
    reviewers,
    influence,
    transcription,
    drift,
    families,
  } satisfies Audit) as Audit;
}

interface Claims {
  readonly measure: Measure;
  readonly family: string;
  readonly claims: readonly Claim[];
}

function family(measure: Measure, name: string, claims: readonly Claim[]): Claims {
  return { measure, family: name, claims };
}

function tableOf(
  cohort: Cohort,
  stage: string,
  outcome: Outcome,
  grouping: Grouping,
  definition: Definition,
): StageTable {
  const counted = tally(cohort, outcome, grouping, cohort.requisition, cohort.requisitions.length);
  return { stage, table: selectionTable(counted, grouping, definition) };
}

function outcomesOf({ flags }: Cohort, { stages }: Definition): { stage: string; outcome: Outcome }[] {
  return stages.flatMap(({ name, from, to }) => {
    const selected = flags.get(to);
    const among = from === null ? null : (flags.get(from) ?? null);
    return selected === undefined ? [] : [{ stage: name, outcome: { among, selected } }];
  });
}

function stageTables(cohort: Cohort, definition: Definition): StageTable[] {
  return outcomesOf(cohort, definition).flatMap(({ stage, outcome }) =>
    cohort.groupings.map((grouping) => tableOf(cohort, stage, outcome, grouping, definition)),
  );
}

function driftCharts(cohort: Cohort, definition: Definition): DriftChart[] {
  return outcomesOf(cohort, definition)
    .map(({ stage, outcome }) => driftChart(cohort, stage, outcome, definition.suppress_below))
    .filter((chart) => chart !== null);
}

/** Of the interviews that the AI was asked about: was every criterion scored, or did it abstain on one? */
function abstentionTables(cohort: Cohort, ratings: Ratings, definition: Definition): StageTable[] {
  const selected = new Int8Array(cohort.interviews).fill(-1);
  for (let unit = 0; unit < ratings.ai.length; unit += 1) {
    const interview = ratings.interviewOfUnit[unit] ?? 0;
    if (ratings.abstained[unit] === 1) selected[interview] = 0;
    else if (!Number.isNaN(ratings.ai[unit] ?? NaN) && selected[interview] === -1) selected[interview] = 1;
  }
  if (selected.every((flag) => flag === -1)) return [];
  const outcome = { among: null, selected };
  return cohort.groupings.map((grouping) =>
    tableOf(cohort, 'scored by the AI', outcome, grouping, definition),
  );
}

function reliabilityTables(
  cohort: Cohort,
  ratings: Ratings,
  { suppress_below }: Definition,
): Audit['reliability'] {
  const coded = codeUnits(ratings);
  return {
    all: reliabilityOf(ratings, coded, () => true),
    by_group: cohort.groupings.flatMap(({ name, groups, of }) => {
      const sizes = groups.map(() => 0);
      for (const group of of) if (group >= 0) sizes[group] = (sizes[group] ?? 0) + 1;
      return groups.map((group, place): GroupReliability => {
        const isSmall = (sizes[place] ?? 0) < suppress_below;
        const isOwn = (interview: number): boolean => of[interview] === place;
        return {
          category: name,
          group,
          reliability: isSmall ? { suppressed: true } : reliabilityOf(ratings, coded, isOwn),
        };
      });
    }),
  };
}

function byCategory(measure: Measure, tables: readonly StageTable[]): Claims[] {
  const categories = [...new Set(tables.map(({ table }) => table.category))];
  return categories.map((category) =>
    family(measure, category, selectionClaims(tables.filter(({ table }) => table.category === category))),
  );
}

function scoreFamilies({ category, blind, ai, calibration }: ScoreTables): Claims[] {
  const say =
    (whose: string) =>
    (group: string, against: string, size: string): string =>
      `${whose} ${group} are ${size} than of ${against}, compared within requisitions.`;
  return [
    family('scores', category, [
      ...gapClaims(blind, { category, source: 'blind' }, 'deviations', say('Blind ratings of')),
      ...gapClaims(ai, { category, source: 'ai' }, 'deviations', say('Scores of the AI of')),
    ]),
    family(
      'calibration',
      category,
      gapClaims(calibration, { category }, 'points', say('Measured by blind ratings, scores of the AI of')),
    ),
  ];
}

function criterionFamilies(tables: readonly CriterionTable[]): Claims[] {
  const categories = [...new Set(tables.map(({ category }) => category))];
  return categories.map((category) =>
    family(
      'criterion',
      category,
      tables
        .filter((table) => table.category === category)
        .flatMap(({ criterion, source, rows }) =>
          gapClaims(
            rows,
            { category, criterion, source },
            'deviations',
            (group, against, size) =>
              `On ${criterion}, ${source === 'ai' ? 'the AI scores' : 'people rate'} ${group} ${size} than ${against} who are alike in the rest.`,
          ),
        ),
    ),
  );
}

function disagreement(all: Reliability | undefined, { protocol }: Definition): Finding[] {
  const [obligation, alpha] = [protocol.agreement, all?.alpha_ordinal ?? null];
  const least = obligation?.margin ?? MARGINS.agreement.margin;
  if (obligation === undefined || alpha === null || alpha >= least) return [];
  return [
    {
      measure: 'agreement',
      where: { who: 'people' },
      effect: alpha,
      p_adjusted: null,
      p_printed: null,
      holds_over_whole_audit: null,
      sentence: `Blind ratings of the same answers agree only so far as an ordinal alpha of ${alpha.toFixed(2)}; ${least} is asked.`,
      obliges: obligation.obliges,
    },
  ];
}
