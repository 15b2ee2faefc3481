import { groupMetrics } from '../groups/metrics.ts';
import type { MetricsByGroup, Prediction } from '../groups/metrics.ts';
import { influence } from '../influence/advice.ts';
import type { Advised } from '../influence/advice.ts';
import { mcnemar } from '../influence/mcnemar.ts';
import { entries, field, isGiven, list, number, root, table2, text } from '../input/fields.ts';
import type { Field } from '../input/fields.ts';
import { InputError } from '../input/input.errors.ts';
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

/** Methods about what came of predictions, advice and recordings. */
export const outcomes: Record<string, Method> = {
  'group-metrics': groupMetricsOf,
  mcnemar: (input) => mcnemar(table2(field(root(input), 'table'))),
  advice,
  wer: (input) => wordErrors(spoken(field(root(input), 'ref')), spoken(field(root(input), 'hyp'))),
};
