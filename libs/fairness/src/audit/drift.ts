import { controlled } from '../drift/control-chart.ts';
import { cusum } from '../drift/cusum.ts';
import type { Cusum } from '../drift/cusum.ts';
import { tableP } from '../exact/tails.ts';
import { explained } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';
import { printP } from '../printing/figures.ts';
import type { Interval } from '../proportions/interval.ts';
import type { Cohort, Grouping } from './cohort.ts';
import type { Claim } from './measures.ts';
import { pool } from './pooled.ts';
import { sidesOf, tally } from './tally.ts';
import type { Outcome } from './tally.ts';

/** A control chart: the rate of an outcome by week. */
export interface DriftChart {
  readonly stage: string;
  readonly centre: number | null;
  readonly weeks: readonly DriftWeek[];
  /** Sums over the weeks shown, in their order: a small change that lasts. */
  readonly cusum: Cusum;
  /** Whether the ratio between groups changes over the weeks (Tarone). */
  readonly ratios: readonly {
    readonly category: string;
    readonly group: string;
    readonly tarone_p: number | null;
  }[];
}

export interface DriftWeek extends Explained {
  readonly week: string;
  readonly n: number;
  readonly selected: number;
  readonly rate: number | null;
  /** Three standard deviations about the centre, between 0 and 1. */
  readonly limits: Interval | null;
  readonly beyond_limits: boolean;
  /** Exact mid-p of the week against all other weeks. */
  readonly p: number | null;
  readonly p_printed: string | null;
}

const EVERYBODY = 'everybody';

/**
 * A p-chart of an outcome by week (see `controlled`). Weeks with fewer people than are
 * shown are left out of the chart.
 */
export function driftChart(
  cohort: Cohort,
  stage: string,
  outcome: Outcome,
  least: number,
): DriftChart | null {
  const { week, weeks } = cohort;
  if (week === null || weeks.length < 2) return null;
  const everybody: Grouping = {
    name: EVERYBODY,
    groups: [EVERYBODY],
    of: new Int32Array(cohort.interviews),
    reference: null,
  };
  const { n, x } = tally(cohort, outcome, everybody, week, weeks.length);
  const whole = { n: 0, x: 0 };
  for (let i = 0; i < weeks.length; i += 1) {
    whole.n += n[2 * i] ?? 0;
    whole.x += x[2 * i] ?? 0;
  }
  const centre = whole.n === 0 ? null : whole.x / whole.n;
  const shown = weeks.flatMap((name, i): DriftWeek[] => {
    const [people, selected] = [n[2 * i] ?? 0, x[2 * i] ?? 0];
    return people === 0 || people < least ? [] : [weekOf(name, people, selected, whole, centre ?? 0)];
  });
  return {
    stage,
    centre,
    weeks: shown,
    cusum: cusum(
      shown.map((week) => week.n),
      shown.map((week) => week.selected),
    ),
    ratios: cohort.groupings.flatMap((grouping) => ratiosOf(cohort, outcome, grouping, week)),
  };
}

function weekOf(
  week: string,
  n: number,
  selected: number,
  whole: { n: number; x: number },
  centre: number,
): DriftWeek {
  const isOnly = n === whole.n;
  const p = isOnly ? null : tableP({ row: n, column: whole.x, total: whole.n }, selected).p_mid;
  return explained(
    {
      week,
      n,
      selected,
      ...controlled(n, selected, centre),
      p,
      p_printed: p === null ? null : printP(p),
    },
    { p: 'there is no other week', p_printed: 'there is no other week' },
  );
}

function ratiosOf(
  cohort: Cohort,
  outcome: Outcome,
  grouping: Grouping,
  week: Int32Array,
): DriftChart['ratios'] {
  if (grouping.reference === null) return [];
  const counted = tally(cohort, outcome, grouping, week, cohort.weeks.length);
  return grouping.groups.flatMap((group, place) => {
    if (place === grouping.reference) return [];
    const { tables } = sidesOf(counted, place, [grouping.reference ?? 0]);
    return [{ category: grouping.name, group, tarone_p: pool(tables).tarone_p }];
  });
}

/** The weeks as claims. */
export function driftClaims({ stage, weeks, centre }: DriftChart): Claim[] {
  return weeks.flatMap(({ week, rate, p }): Claim[] => {
    if (p === null || rate === null || centre === null) return [];
    const sentence = `In week ${week} the rate of ${stage} was ${rate.toFixed(3)}, against ${centre.toFixed(3)} over all weeks.`;
    return [{ where: { stage, week }, effect: rate - centre, size: Math.abs(rate - centre), p, sentence }];
  });
}
