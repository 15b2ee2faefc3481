import type { Table } from '../exact/table.ts';
import { InputError } from './input.errors.ts';

/** A JSON value of unknown shape, with the path under which people find it. */
export interface Field {
  readonly value: unknown;
  readonly path: string;
}

/** The whole input. */
export function root(value: unknown): Field {
  return { value, path: 'input' };
}

/** A field of an object; absent ones have the value `undefined`. */
export function field(parent: Field, name: string): Field {
  const path = parent.path === 'input' ? name : `${parent.path}.${name}`;
  return { value: object(parent)[name], path };
}

/** Whether a field was given. */
export function isGiven({ value }: Field): boolean {
  return value !== undefined && value !== null;
}

function object({ value, path }: Field): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputError(path, 'must be an object');
  }
  return Object.fromEntries(Object.entries(value));
}

/** The fields of an object used as a map, in their order; at least one. */
export function entries(map: Field): [string, Field][] {
  const names = Object.keys(object(map));
  if (names.length === 0) throw new InputError(map.path, 'must not be empty');
  return names.map((name) => [name, field(map, name)]);
}

/** The elements of a list of at least `least`. */
export function list({ value, path }: Field, least = 1): Field[] {
  if (!Array.isArray(value)) throw new InputError(path, 'must be a list');
  if (value.length < least)
    throw new InputError(path, `must have at least ${least} ${least === 1 ? 'entry' : 'entries'}`);
  return value.map((element: unknown, i) => ({ value: element, path: `${path}[${i}]` }));
}

/** Any finite number. */
export function number({ value, path }: Field): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new InputError(path, 'must be a number');
  return value;
}

/** The most people a count may stand for; sums and products of counts stay exact far below what a number holds. */
const MOST = 1e9;

/** A whole number from `least` up. */
export function count({ value, path }: Field, least = 0): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > MOST) {
    throw new InputError(path, `must be a whole number from ${least} to ${MOST}`);
  }
  return value;
}

/** A whole number that is part of another: 0 ≤ x ≤ n. */
export function part(of: Field, n: number): number {
  const x = count(of);
  if (x > n) throw new InputError(of.path, `must not be above ${n}, the count it is a part of`);
  return x;
}

/** A number from 0 to 1, both included unless `open`. */
export function probability(of: Field, open = false): number {
  const p = number(of);
  if (p < 0 || p > 1 || (open && (p === 0 || p === 1))) {
    throw new InputError(of.path, `must lie between 0 and 1${open ? ', both excluded' : ''}`);
  }
  return p;
}

/** Text that is not empty. */
export function text({ value, path }: Field): string {
  if (typeof value !== 'string' || value === '') throw new InputError(path, 'must be text that is not empty');
  return value;
}

/** One of some words. */
export function oneOf<Word extends string>({ value, path }: Field, words: readonly Word[]): Word {
  const word = words.find((each) => each === value);
  if (word === undefined) throw new InputError(path, `must be one of ${words.join(', ')}`);
  return word;
}

/** A 2×2 table of counts. */
export function table2(of: Field): Table {
  const [[a, b], [c, d]] = pairOf(of, (row) => pairOf(row, (cell) => count(cell)));
  return [
    [a, b],
    [c, d],
  ];
}

function pairOf<Element>(of: Field, read: (each: Field) => Element): [Element, Element] {
  const [first, second, ...more] = list(of);
  if (first === undefined || second === undefined || more.length > 0) {
    throw new InputError(of.path, 'must have exactly two entries');
  }
  return [read(first), read(second)];
}

/** A rectangle of counts: rows of equal length, at least one by `columns`. */
export function countRows(of: Field, columns = 1): number[][] {
  return sameLength(
    of,
    list(of).map((row) => list(row, columns).map((cell) => count(cell))),
  );
}

/** Refuses rows of unequal length. */
export function sameLength<Cell>(of: Field, rows: Cell[][]): Cell[][] {
  const odd = rows.findIndex((row) => row.length !== rows[0]?.length);
  if (odd !== -1) throw new InputError(`${of.path}[${odd}]`, 'must be as long as the first row');
  return rows;
}

/** Refuses a name that comes twice in what is keyed by names. */
export function distinct(names: readonly { name: string; path: string }[]): void {
  const seen = new Set<string>();
  for (const { name, path } of names) {
    if (seen.has(name)) throw new InputError(path, `names "${name}" a second time`);
    seen.add(name);
  }
}
