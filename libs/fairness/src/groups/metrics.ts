import { at } from '../numeric/at.ts';
import { explained, quotient } from '../numeric/undefined.ts';
import type { Explained } from '../numeric/undefined.ts';

/** One person: what turned out true, what was predicted, and the group. */
export interface Prediction {
  readonly truth: boolean;
  readonly predicted: boolean;
  readonly group: string;
}

const METRICS = ['sel', 'tpr', 'fpr'] as const;
type Metric = (typeof METRICS)[number];
type Rates = Readonly<Record<Metric, number | null>>;

/** Selection rate, true and false positive rate of some people. */
export type GroupMetrics = Rates & { readonly count: number } & Explained;

/** The metrics overall and by group, and how far the groups lie apart. */
export interface MetricsByGroup {
  readonly overall: GroupMetrics;
  readonly by_group: Readonly<Record<string, GroupMetrics>>;
  readonly difference: Rates & Explained;
  readonly ratio: Rates & Explained;
  readonly difference_to_overall: Rates & Explained;
  readonly ratio_to_overall: Rates & Explained;
}

/**
 * Metrics by group with `difference` = largest − smallest and `ratio` = smallest ÷ largest over the groups where the
 * metric is defined; `…_to_overall` compare with all people. Undefined is `null` with a reason, never 0.
 * Source: Fairlearn, `MetricFrame` (Weerts et al., JMLR 24, 2023).
 */
export function groupMetrics(people: readonly Prediction[]): MetricsByGroup {
  const groups = [...new Set(people.map(({ group }) => group))].sort();
  const overall = metricsOf(people);
  const byGroup = groups.map((name) => ({
    name,
    metrics: metricsOf(people.filter(({ group }) => group === name)),
  }));
  const apart = (
    compare: (values: readonly number[], whole: number | null) => number | null,
  ): Rates & Explained => {
    const of = (metric: Metric): number | null => {
      const values = byGroup.map(({ metrics }) => metrics[metric]).filter((value) => value !== null);
      return values.length === 0 ? null : compare(values, overall[metric]);
    };
    const reason = 'no group has this metric, or all values are zero (0/0)';
    return explained(
      { sel: of('sel'), tpr: of('tpr'), fpr: of('fpr') },
      { sel: reason, tpr: reason, fpr: reason },
    );
  };
  return {
    overall,
    by_group: Object.fromEntries(byGroup.map(({ name, metrics }) => [name, metrics])),
    difference: apart((values) => Math.max(...values) - Math.min(...values)),
    ratio: apart((values) => quotient(Math.min(...values), Math.max(...values))),
    difference_to_overall: apart((values, whole) =>
      whole === null ? null : Math.max(...values.map((value) => Math.abs(value - whole))),
    ),
    ratio_to_overall: apart((values, whole) => (whole === null ? null : nearestToOne(values, whole))),
  };
}

/** The smallest ratio of a group to all, or of all to a group, whichever is below one. */
function nearestToOne(values: readonly number[], whole: number): number | null {
  const ratios = values.map((value) => quotient(Math.min(value, whole), Math.max(value, whole)));
  const defined = ratios.filter((ratio) => ratio !== null);
  return defined.length === 0
    ? null
    : at(
        defined.toSorted((a, b) => a - b),
        0,
      );
}

function metricsOf(people: readonly Prediction[]): GroupMetrics {
  const of = (those: (person: Prediction) => boolean): number => people.filter(those).length;
  const [positive, negative] = [of(({ truth }) => truth), of(({ truth }) => !truth)];
  return explained(
    {
      sel: quotient(
        of(({ predicted }) => predicted),
        people.length,
      ),
      tpr: quotient(
        of(({ truth, predicted }) => truth && predicted),
        positive,
      ),
      fpr: quotient(
        of(({ truth, predicted }) => !truth && predicted),
        negative,
      ),
      count: people.length,
    },
    {
      sel: 'nobody (0/0)',
      tpr: 'nobody here is truly positive (0/0)',
      fpr: 'nobody here is truly negative (0/0)',
    },
  );
}
