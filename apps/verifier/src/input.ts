import type { Json } from '@evenhand/ledger';
import { parseJson, textOf } from '@evenhand/ledger';
import { Fields } from './fields';
import { Unreadable } from './unreadable.errors';

/** UTF-16 units. */
export const MAX_INPUT = 2 ** 26;

/** What standard input holds: one thing to judge or a list of them. @throws Unreadable */
export function readInput(bytes: Uint8Array): Fields | Fields[] {
  const text = textOf(bytes);
  if (text === undefined) throw new Unreadable('input', 'is not UTF-8');
  const read = parseJson(text, { root: 'input', maxLength: MAX_INPUT });
  if (!read.ok) throw new Unreadable(read.where, read.reason);
  return isList(read.value)
    ? read.value.map((one, index) => new Fields(one, `input[${index}]`))
    : new Fields(read.value, 'input');
}

/** One thing to judge, and no list. @throws Unreadable */
export function readOne(bytes: Uint8Array): Fields {
  const given = readInput(bytes);
  if (Array.isArray(given)) throw new Unreadable('input', 'is a list: give one thing at a time');
  return given;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
