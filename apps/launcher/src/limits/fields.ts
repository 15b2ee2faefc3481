import { LimitsInputError } from './limits-input.errors.ts';

/** A JSON value of unknown shape, with the path under which people find it. */
export interface Field {
  readonly value: unknown;
  readonly path: string;
}

type Names = readonly string[];

/** An object that has only fields we know: a misspelt one would otherwise change nothing without a word. */
export function object({ value, path }: Field, names: Names): (name: string) => Field {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new LimitsInputError(path, 'must be an object');
  }
  const fields = new Map(Object.entries(value));
  const stranger = [...fields.keys()].find((name) => !names.includes(name));
  if (stranger !== undefined) {
    throw new LimitsInputError(
      `${path}.${stranger}`,
      `must not be there; the fields are ${names.join(', ')}`,
    );
  }
  return (name) => ({ value: fields.get(name), path: `${path}.${name}` });
}

export const isGiven = ({ value }: Field): boolean => value !== undefined && value !== null;

export function list({ value, path }: Field): Field[] {
  if (!Array.isArray(value)) throw new LimitsInputError(path, 'must be a list');
  return value.map((element: unknown, at) => ({ value: element, path: `${path}[${at}]` }));
}

export function text({ value, path }: Field): string {
  if (typeof value !== 'string' || value === '') throw new LimitsInputError(path, 'must be a text');
  return value;
}

export function oneOf<Word extends string>({ value, path }: Field, words: readonly Word[]): Word {
  const word = words.find((one) => one === value);
  if (word === undefined) throw new LimitsInputError(path, `must be one of ${words.join(', ')}`);
  return word;
}

export function number({ value, path }: Field, least: number, most: number): number {
  if (typeof value !== 'number' || !(value >= least && value <= most)) {
    throw new LimitsInputError(path, `must be a number from ${least} to ${most}`);
  }
  return value;
}

export function whole({ value, path }: Field, least: number, most: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    throw new LimitsInputError(path, `must be a whole number from ${least} to ${most}`);
  }
  return value;
}

const MOMENT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** A moment with its offset from UTC, in milliseconds since the epoch. Without an offset it would depend on the machine. */
export function moment({ value, path }: Field): number {
  const [, year, month, day] = (typeof value === 'string' ? MOMENT.exec(value) : null) ?? [];
  const at = typeof value === 'string' ? Date.parse(value) : NaN;
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (year === undefined || Number.isNaN(at) || Number(day) > days) {
    throw new LimitsInputError(path, 'must be a moment with its offset, such as 2026-03-29T02:30:00+01:00');
  }
  return at;
}
