import {
  distinct,
  entries,
  field,
  isGiven,
  list,
  number,
  oneOf,
  probability,
  root,
  text,
} from '../input/fields.ts';
import type { Field } from '../input/fields.ts';
import { InputError } from '../input/input.errors.ts';
import { MEASURES } from './measures.ts';
import type { Measure, Protocol } from './measures.ts';

/** A step of the funnel: of those whose flag `from` is 1 (of all, without it), who has the flag `to`. */
export interface Stage {
  readonly name: string;
  readonly from: string | null;
  readonly to: string;
}

/** A column that sorts people into groups, the group named beforehand as reference, and what counts as unknown. */
export interface Category {
  readonly name: string;
  readonly column: string;
  readonly reference: string | null;
  readonly unknown: readonly string[];
}

/** The columns that an audit may have beside its flags and categories, and what they are called in the file. */
export const COLUMNS = [
  'interview',
  'requisition',
  'rater',
  'question',
  'criterion',
  'blind',
  'ai',
  'after',
  'week',
  'never_reveal',
  'words',
  'word_errors',
] as const;
export type ColumnName = (typeof COLUMNS)[number];

/** What an audit looks at, as data: see fairness-audits/definition.schema.json. */
export interface Definition {
  readonly name: string;
  readonly columns: Readonly<Record<ColumnName, string | null>>;
  readonly stages: readonly Stage[];
  readonly categories: readonly Category[];
  readonly intersections: readonly (readonly string[])[];
  readonly alpha: number;
  readonly power: number;
  readonly resamples: number;
  /** Groups with fewer people are neither shown nor compared; 0 for the auditor. */
  readonly suppress_below: number;
  /** The exact search of Boschloo is made for pairs of groups of up to so many people. */
  readonly boschloo_up_to: number;
  readonly protocol: Protocol;
}

const KEYS = [
  '$schema',
  'evenhand_audit',
  'name',
  'about',
  'columns',
  'stages',
  'categories',
  'intersections',
  'alpha',
  'power',
  'resamples',
  'suppress_below',
  'boschloo_up_to',
  'measures',
];

/**
 * Reads a definition.
 * @throws {@link InputError} naming the field
 */
export function readDefinition(json: unknown): Definition {
  const whole = root(json);
  onlyKeys(whole, KEYS);
  if (field(whole, 'evenhand_audit').value !== 1) throw new InputError('evenhand_audit', 'must be 1');
  const categories = list(field(whole, 'categories')).map(readCategory);
  distinct(categories.map(({ name }, i) => ({ name, path: `categories[${i}].name` })));
  const stages = list(field(whole, 'stages')).map(readStage);
  distinct(stages.map(({ name }, i) => ({ name, path: `stages[${i}].name` })));
  return {
    name: text(field(whole, 'name')),
    columns: readColumnNames(field(whole, 'columns')),
    stages,
    categories,
    intersections: readIntersections(field(whole, 'intersections'), categories),
    alpha: given(field(whole, 'alpha'), 0.05, (each) => probability(each, true)),
    power: given(field(whole, 'power'), 0.8, (each) => probability(each, true)),
    resamples: given(field(whole, 'resamples'), 2000, (each) => whole1(each, 100, 100_000)),
    suppress_below: given(field(whole, 'suppress_below'), 5, (each) => whole1(each, 0, 1000)),
    boschloo_up_to: given(field(whole, 'boschloo_up_to'), 200, (each) => whole1(each, 0, 5000)),
    protocol: readProtocol(field(whole, 'measures')),
  };
}

function given<Value>(of: Field, otherwise: Value, read: (of: Field) => Value): Value {
  return isGiven(of) ? read(of) : otherwise;
}

function whole1(of: Field, low: number, high: number): number {
  const value = number(of);
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new InputError(of.path, `must be a whole number from ${low} to ${high}`);
  }
  return value;
}

function onlyKeys(of: Field, known: readonly string[]): void {
  const stranger = entries(of).find(([name]) => !known.includes(name));
  if (stranger !== undefined) throw new InputError(stranger[1].path, `must be one of ${known.join(', ')}`);
}

function readColumnNames(of: Field): Record<ColumnName, string | null> {
  const renamed = new Map<string, string>();
  if (isGiven(of)) {
    onlyKeys(of, COLUMNS);
    for (const [name, column] of entries(of)) renamed.set(name, text(column));
  }
  const nameOf = (name: ColumnName): [ColumnName, string] => [name, renamed.get(name) ?? name];
  return Object.fromEntries(COLUMNS.map(nameOf)) as Record<ColumnName, string>;
}

function readStage(of: Field): Stage {
  onlyKeys(of, ['name', 'from', 'to']);
  const from = field(of, 'from');
  return {
    name: text(field(of, 'name')),
    from: isGiven(from) ? text(from) : null,
    to: text(field(of, 'to')),
  };
}

function readCategory(of: Field): Category {
  onlyKeys(of, ['name', 'column', 'reference', 'unknown']);
  const name = text(field(of, 'name'));
  const [column, reference, unknown] = [field(of, 'column'), field(of, 'reference'), field(of, 'unknown')];
  return {
    name,
    column: isGiven(column) ? text(column) : name,
    reference: isGiven(reference) ? text(reference) : null,
    unknown: isGiven(unknown) ? ['', ...list(unknown).map(text)] : ['', 'unknown'],
  };
}

function readIntersections(of: Field, categories: readonly Category[]): string[][] {
  if (!isGiven(of)) return [];
  const known = categories.map(({ name }) => name);
  return list(of).map((each) => list(each, 2).map((name) => oneOf(name, known)));
}

function readProtocol(of: Field): Protocol {
  onlyKeys(of, MEASURES);
  const read = entries(of).map(([name, measure]): [string, Protocol[Measure]] => {
    onlyKeys(measure, ['obliges', 'margin']);
    const margin = field(measure, 'margin');
    return [
      name,
      { obliges: text(field(measure, 'obliges')), ...(isGiven(margin) && { margin: number(margin) }) },
    ];
  });
  return Object.fromEntries(read);
}
