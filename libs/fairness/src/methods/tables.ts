import { boschloo } from '../exact/boschloo.ts';
import { fisher } from '../exact/fisher.ts';
import { ALTERNATIVES } from '../exact/table.ts';
import { disparity } from '../groups/disparity.ts';
import type { Confusion } from '../groups/disparity.ts';
import { InputError } from '../input/input.errors.ts';
import { count, entries, field, isGiven, list, oneOf, root, table2, text } from '../input/fields.ts';
import type { Field } from '../input/fields.ts';
import { cmh } from '../stratified/cmh.ts';
import type { Method } from './method.ts';

const fisherOf: Method = (input) => {
  const alternative = field(root(input), 'alternative');
  const side = isGiven(alternative) ? oneOf(alternative, ALTERNATIVES) : 'two-sided';
  return fisher(table2(field(root(input), 'table')), side);
};

const boschlooOf: Method = (input) => {
  const alternative = field(root(input), 'alternative');
  const side = isGiven(alternative) ? oneOf(alternative, ALTERNATIVES) : 'two-sided';
  return boschloo(table2(field(root(input), 'table')), side);
};

function confusion(of: Field): Confusion {
  const cell = (name: string): number => count(field(of, name));
  const cells = { fp: cell('fp'), fn: cell('fn'), tn: cell('tn'), tp: cell('tp') };
  const flagged = field(of, 'pp');
  if (isGiven(flagged) && count(flagged) !== cells.fp + cells.tp) {
    throw new InputError(flagged.path, 'must be fp + tp');
  }
  return cells;
}

const disparityOf: Method = (input) => {
  const groups = new Map(
    entries(field(root(input), 'groups')).map(([name, group]) => [name, confusion(group)]),
  );
  const reference = text(field(root(input), 'reference'));
  if (!groups.has(reference) && reference !== 'majority' && reference !== 'min') {
    throw new InputError('reference', 'must be the name of a group, "majority" or "min"');
  }
  return disparity(groups, reference);
};

/** Methods about tables of counts. */
export const tables: Record<string, Method> = {
  fisher: fisherOf,
  boschloo: boschlooOf,
  cmh: (input) => cmh(list(field(root(input), 'strata')).map(table2)),
  disparity: disparityOf,
};
