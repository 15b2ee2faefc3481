import { at, sum } from '../numeric/at.ts';
import { quotient } from '../numeric/undefined.ts';

/** How a flag fell on the people of a group against what turned out true. */
export interface Confusion {
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
  readonly tp: number;
}

const METRICS = ['pprev', 'ppr', 'fpr', 'fnr', 'tpr', 'tnr', 'fdr', 'for'] as const;
type Metric = (typeof METRICS)[number];

/** Disparities keyed `pprev_disparity` …, each by group, with the reference (one per metric for `min`). */
export type Disparity = Record<string, unknown>;

/**
 * Each group's metric divided by that of a reference: a group by name, the largest one (`majority`), or for each metric
 * the group where it is smallest (`min`). `pprev` is the share of a group that is flagged; `ppr`, its share of all who
 * are flagged, is no rate and its disparity no impact ratio.
 * Source: Aequitas (Saleiro et al. 2018, arXiv:1811.05577), `Group` and `Bias`.
 */
export function disparity(groups: ReadonlyMap<string, Confusion>, reference: string): Disparity {
  const names = [...groups.keys()];
  const flagged = sum([...groups.values()].map(({ fp, tp }) => fp + tp));
  const values = METRICS.map((metric) => {
    const byGroup = new Map(names.map((name) => [name, metricOf(metric, groups.get(name), flagged)]));
    return { metric, byGroup };
  });
  const named = groups.has(reference);
  const largest = names.toSorted((a, b) => size(groups.get(b)) - size(groups.get(a)));
  const referenceOf = (byGroup: ReadonlyMap<string, number | null>): string | null => {
    if (named) return reference;
    if (reference === 'majority') return at(largest, 0);
    const defined = [...byGroup].filter((entry): entry is [string, number] => entry[1] !== null);
    return defined.toSorted((a, b) => a[1] - b[1])[0]?.[0] ?? null;
  };
  const compared = values.map(({ metric, byGroup }) => {
    const base = referenceOf(byGroup);
    return { metric, base, ratios: names.map((name) => [name, against(byGroup, name, base)] as const) };
  });
  const open = compared.flatMap(({ metric, ratios }) =>
    ratios.filter(([, ratio]) => ratio === null).map(([name]) => [`${metric}_disparity.${name}`, UNDEFINED]),
  );
  return {
    reference:
      named || reference === 'majority'
        ? (compared[0]?.base ?? null)
        : Object.fromEntries(compared.map(({ metric, base }) => [metric, base])),
    ...Object.fromEntries(
      compared.map(({ metric, ratios }) => [`${metric}_disparity`, Object.fromEntries(ratios)]),
    ),
    ...(open.length > 0 && { reasons: Object.fromEntries(open) as unknown }),
  };
}

const UNDEFINED = 'the metric of this group or of the reference is 0/0, or both are zero';

function size(group: Confusion | undefined): number {
  return group === undefined ? 0 : group.fp + group.fn + group.tn + group.tp;
}

function against(
  byGroup: ReadonlyMap<string, number | null>,
  name: string,
  base: string | null,
): number | null {
  const [own, other] = [byGroup.get(name) ?? null, base === null ? null : (byGroup.get(base) ?? null)];
  return own === null || other === null ? null : quotient(own, other);
}

function metricOf(metric: Metric, group: Confusion | undefined, flagged: number): number | null {
  if (group === undefined) return null;
  const { fp, fn, tn, tp } = group;
  switch (metric) {
    case 'pprev':
      return quotient(fp + tp, fp + fn + tn + tp);
    case 'ppr':
      return quotient(fp + tp, flagged);
    case 'fpr':
      return quotient(fp, fp + tn);
    case 'fnr':
      return quotient(fn, fn + tp);
    case 'tpr':
      return quotient(tp, fn + tp);
    case 'tnr':
      return quotient(tn, fp + tn);
    case 'fdr':
      return quotient(fp, fp + tp);
    case 'for':
      return quotient(fn, fn + tn);
  }
}
