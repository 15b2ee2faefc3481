import { controlled } from '../drift/control-chart.ts';
import { cusum } from '../drift/cusum.ts';
import { equivalence } from '../equivalence/equivalence.ts';
import { groupMetrics } from '../groups/metrics.ts';
import type { MetricsByGroup, Prediction } from '../groups/metrics.ts';
import { influence } from '../influence/advice.ts';
import type { Advised } from '../influence/advice.ts';
import { mcnemar } from '../influence/mcnemar.ts';
import {
  count,
  entries,
  field,
  isGiven,
  list,
  number,
  part,
  probability,
  root,
  table2,
  text,
} from '../input/fields.ts';
import type { Field } from '../input/fields.ts';
import { InputError } from '../input/input.errors.ts';
import { sum } from '../numeric/at.ts';
import { quantile } from '../numeric/quantile.ts';
import { wordErrors } from '../transcripts/word-errors.ts';
import type { Method } from './method.ts';

function binary({ value, path }: Field): boolean {
  if (value === 1 || value === true) return true;
  if (value === 0 || value === false) return false;
  throw new InputError(path, 'must be 0 or 1');
}

function label({ value, path }: Field): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return text({ value, path });
}

function sameLengthAs(of: Field, length: number): Field[] {
  const elements = list(of);
  if (elements.length !== length) throw new InputError(of.path, 'must be as long as y_true');
  return elements;
}

/** `group` is a list of labels, or several lists by name; several give each grouping under its name in `groupings`. */
const groupMetricsOf: Method = (input) => {
  const whole = root(input);
  const truth = list(field(whole, 'y_true')).map(binary);
  const predicted = sameLengthAs(field(whole, 'y_pred'), truth.length).map(binary);
  const by = (grouping: Field): MetricsByGroup => {
    const labels = sameLengthAs(grouping, truth.length).map(label);
    const people = labels.map((group, i): Prediction => ({
      group,
      truth: truth[i] === true,
      predicted: predicted[i] === true,
    }));
    return groupMetrics(people);
  };
  const group = field(whole, 'group');
  if (Array.isArray(group.value)) return by(group);
  const groupings = entries(group).map(([name, grouping]) => [name, by(grouping)] as const);
  return {
    overall: groupings[0]?.[1].overall,
    groupings: Object.fromEntries(groupings.map(([name, { overall: _, ...metrics }]) => [name, metrics])),
  };
};

const advice: Method = (input) => {
  const rows = list(field(root(input), 'rows')).map((row): Advised => {
    const [before, given, after] = [field(row, 'before'), field(row, 'advice'), field(row, 'after')];
    const group = field(row, 'group');
    return {
      before: number(before),
      advice: number(given),
      after: number(after),
      ...(isGiven(group) && { group: label(group) }),
    };
  });
  const groups = [...new Set(rows.map(({ group }) => group).filter((group) => group !== undefined))];
  return {
    ...influence(rows),
    ...(groups.length > 0 && {
      by_group: Object.fromEntries(
        groups.map((group) => [group, influence(rows.filter((row) => row.group === group))]),
      ),
    }),
  };
};

function spoken({ value, path }: Field): string {
  if (typeof value !== 'string') throw new InputError(path, 'must be text');
  return value;
}

/** Whether paired differences, say of a summary's scores for two wordings of one answer, are nothing for practice. */
const equivalenceOf: Method = (input) => {
  const whole = root(input);
  const [low, high] = [number(field(whole, 'low')), number(field(whole, 'high'))];
  if (low >= high) throw new InputError('high', 'must be above low');
  return equivalence(list(field(whole, 'differences')).map(number), low, high);
};

/** Weeks as lists `n` and `selected`, and the centre if one is given. */
function weeksOf(input: unknown, least: number): { n: number[]; selected: number[]; centre: number | null } {
  const whole = root(input);
  const n = list(field(whole, 'n')).map((each) => count(each, least));
  const chosen = list(field(whole, 'selected'));
  if (chosen.length !== n.length) throw new InputError('selected', 'must be as long as n');
  const centre = field(whole, 'centre');
  return {
    n,
    selected: chosen.map((each, i) => part(each, n[i] ?? 0)),
    centre: isGiven(centre) ? probability(centre) : null,
  };
}

const cusumOf: Method = (input) => {
  const { n, selected, centre } = weeksOf(input, 0);
  return cusum(n, selected, centre);
};

const controlChart: Method = (input) => {
  const { n, selected, centre: named } = weeksOf(input, 1);
  const centre = named ?? sum(selected) / sum(n);
  return { centre, weeks: n.map((people, week) => controlled(people, selected[week] ?? 0, centre)) };
};

const quantilesOf: Method = (input) => {
  const whole = root(input);
  const sorted = list(field(whole, 'values'), 1)
    .map(number)
    .sort((a, b) => a - b);
  const shares = list(field(whole, 'shares'), 1).map((each) => probability(each));
  return { n: sorted.length, quantiles: shares.map((share) => quantile(sorted, share)) };
};

/** Methods about what came of predictions, advice and recordings. */
export const outcomes: Record<string, Method> = {
  'group-metrics': groupMetricsOf,
  mcnemar: (input) => mcnemar(table2(field(root(input), 'table'))),
  advice,
  equivalence: equivalenceOf,
  cusum: cusumOf,
  'control-chart': controlChart,
  quantiles: quantilesOf,
  wer: (input) => wordErrors(spoken(field(root(input), 'ref')), spoken(field(root(input), 'hyp'))),
};
