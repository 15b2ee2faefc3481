import { InputError } from '../input/input.errors.ts';
import type { Column, Sheet } from './csv.ts';
import type { Category, ColumnName, Definition } from './definition.ts';

/** People sorted into groups; −1 where the group is unknown. */
export interface Grouping {
  readonly name: string;
  readonly groups: readonly string[];
  readonly of: Int32Array;
  /** The place of the reference named beforehand. */
  readonly reference: number | null;
}

/** Everything that is known of interviews as a whole, by interview. */
export interface Cohort {
  readonly interviews: number;
  readonly requisitions: readonly string[];
  readonly requisition: Int32Array;
  /** By column: 1, 0, or −1 where it is not known (yet). */
  readonly flags: ReadonlyMap<string, Int8Array>;
  readonly groupings: readonly Grouping[];
  readonly weeks: readonly string[];
  readonly week: Int32Array | null;
  /** 1 where reviewers never saw the AI's score. */
  readonly neverReveal: Int8Array | null;
  readonly words: Float64Array | null;
  readonly wordErrors: Float64Array | null;
  /** The interview of every row. */
  readonly ofRow: Int32Array;
}

/** What a column of the definition is called in the file, when it is there. */
export function columnOf(sheet: Sheet, definition: Definition, name: ColumnName): Column | null {
  const column = definition.columns[name];
  return column === null ? null : (sheet.columns.get(column) ?? null);
}

/** The columns an audit reads. @throws {@link InputError} naming one that is missing */
export function neededColumns(definition: Definition, head: readonly string[]): string[] {
  const { columns, stages, categories } = definition;
  const needed = [
    columns.interview,
    columns.requisition,
    ...stages.flatMap(({ from, to }) => [from, to]),
    ...categories.map(({ column }) => column),
  ].filter((name) => name !== null);
  const missing = needed.find((name) => !head.includes(name));
  if (missing !== undefined) throw new InputError('row 1', `must name the column ${missing}`);
  return [...needed, ...Object.values(columns).filter((name) => name !== null && head.includes(name))].map(
    String,
  );
}

/**
 * Gathers rows into interviews. What belongs to an interview must be the same in all its rows.
 * @throws {@link InputError} naming row and column
 */
export function readCohort(sheet: Sheet, definition: Definition): Cohort {
  const name = definition.columns.interview ?? 'interview';
  const interview = columnOf(sheet, definition, 'interview');
  if (interview === null) throw new InputError('row 1', `must name the column ${name}`);
  const ofRow = interview.codes;
  const interviews = interview.texts.length;
  if (interviews === 0) throw new InputError('rows', 'must hold at least one interview');
  const nameless = interview.texts.indexOf('');
  if (nameless !== -1) {
    throw new InputError(`row ${ofRow.indexOf(nameless) + 2}, ${name}`, 'must not be empty');
  }
  const perInterview = (column: string): Int32Array => spread(sheet, column, ofRow, interviews);
  const flags = new Map<string, Int8Array>();
  for (const { from, to } of definition.stages) {
    for (const flag of [from, to]) {
      if (flag !== null && !flags.has(flag)) flags.set(flag, binary(sheet, flag, perInterview(flag)));
    }
  }
  checkFunnel(definition, flags, ofRow);
  const requisitionName = definition.columns.requisition ?? 'requisition';
  const requisition = sorted(sheet, requisitionName, perInterview(requisitionName));
  const optional = (column: ColumnName): string | null => {
    const called = definition.columns[column];
    return called !== null && sheet.columns.has(called) ? called : null;
  };
  const [week, arm] = [optional('week'), optional('never_reveal')];
  const [words, errors] = [optional('words'), optional('word_errors')];
  const weeks = week === null ? null : sorted(sheet, week, perInterview(week));
  return {
    interviews,
    requisitions: requisition.names,
    requisition: requisition.of,
    flags,
    groupings: groupingsOf(sheet, definition, perInterview),
    weeks: weeks?.names ?? [],
    week: weeks?.of ?? null,
    neverReveal: arm === null ? null : binary(sheet, arm, perInterview(arm)),
    words: words === null ? null : counts(sheet, words, perInterview(words)),
    wordErrors: errors === null ? null : counts(sheet, errors, perInterview(errors)),
    ofRow,
  };
}

function columnNamed(sheet: Sheet, name: string): Column {
  const column = sheet.columns.get(name);
  if (column === undefined) throw new InputError('row 1', `must name the column ${name}`);
  return column;
}

/** The codes of a column by interview. */
function spread(sheet: Sheet, name: string, ofRow: Int32Array, interviews: number): Int32Array {
  const { codes, texts } = columnNamed(sheet, name);
  const spreadOut = new Int32Array(interviews).fill(-1);
  for (let row = 0; row < ofRow.length; row += 1) {
    const [at, code] = [ofRow[row] ?? 0, codes[row] ?? 0];
    const known = spreadOut[at] ?? -1;
    if (known === -1) spreadOut[at] = code;
    else if (known !== code) {
      const first = ofRow.indexOf(at) + 2;
      throw new InputError(
        `row ${row + 2}, ${name}`,
        `must be "${texts[known] ?? ''}" as in row ${first}, which is of the same interview`,
      );
    }
  }
  return spreadOut;
}

function rowWith(sheet: Sheet, name: string, code: number): number {
  return columnNamed(sheet, name).codes.indexOf(code) + 2;
}

function binary(sheet: Sheet, name: string, of: Int32Array): Int8Array {
  const values = columnNamed(sheet, name).texts.map((text, code) => {
    if (text === '1') return 1;
    if (text === '0') return 0;
    if (text === '') return -1;
    throw new InputError(`row ${rowWith(sheet, name, code)}, ${name}`, 'must be 1, 0 or empty');
  });
  const flags = new Int8Array(of.length);
  for (let i = 0; i < of.length; i += 1) flags[i] = values[of[i] ?? 0] ?? -1;
  return flags;
}

function counts(sheet: Sheet, name: string, of: Int32Array): Float64Array {
  const values = columnNamed(sheet, name).texts.map((text, code) => {
    if (text === '') return NaN;
    if (/^\d{1,9}$/.test(text)) return Number(text);
    throw new InputError(`row ${rowWith(sheet, name, code)}, ${name}`, 'must be a whole number or empty');
  });
  return Float64Array.from(of, (code) => values[code] ?? NaN);
}

/** Names in their order, so that no result depends on which came first in the file. */
function sorted(sheet: Sheet, name: string, of: Int32Array): { names: string[]; of: Int32Array } {
  const { texts } = columnNamed(sheet, name);
  const empty = texts.indexOf('');
  if (empty !== -1) throw new InputError(`row ${rowWith(sheet, name, empty)}, ${name}`, 'must not be empty');
  const names = texts.toSorted();
  const places = new Map(names.map((text, place) => [text, place]));
  const place = texts.map((text) => places.get(text) ?? -1);
  return { names, of: of.map((code) => place[code] ?? -1) };
}

/** Nobody has a later flag without the one it follows. */
function checkFunnel({ stages }: Definition, flags: ReadonlyMap<string, Int8Array>, ofRow: Int32Array): void {
  for (const { from, to } of stages) {
    const [before, after] = [from === null ? undefined : flags.get(from), flags.get(to)];
    const odd = before?.findIndex((flag, i) => flag === 0 && after?.[i] === 1) ?? -1;
    if (odd !== -1) {
      throw new InputError(`row ${ofRow.indexOf(odd) + 2}, ${to}`, `must not be 1 where ${from ?? ''} is 0`);
    }
  }
}

function groupingsOf(
  sheet: Sheet,
  definition: Definition,
  perInterview: (column: string) => Int32Array,
): Grouping[] {
  const single = new Map(
    definition.categories.map((category) => [category.name, groupingOf(sheet, category, perInterview)]),
  );
  const crossed = definition.intersections.map((names) =>
    intersection(names.map((name) => single.get(name)).filter((each) => each !== undefined)),
  );
  return [...single.values(), ...crossed];
}

function groupingOf(
  sheet: Sheet,
  { name, column, reference, unknown }: Category,
  perInterview: (column: string) => Int32Array,
): Grouping {
  const { texts } = columnNamed(sheet, column);
  const groups = texts.filter((text) => !unknown.includes(text)).toSorted();
  if (reference !== null && !groups.includes(reference)) {
    throw new InputError(column, `must have the reference "${reference}" among its values`);
  }
  const place = texts.map((text) => groups.indexOf(text));
  return {
    name,
    groups,
    of: perInterview(column).map((code) => place[code] ?? -1),
    reference: reference === null ? null : groups.indexOf(reference),
  };
}

/** Crosses groupings; who is unknown in one is unknown in all, and crossings without people are left out. */
function intersection(parts: readonly Grouping[]): Grouping {
  const sizes = parts.map(({ groups }) => groups.length);
  const people = parts[0]?.of.length ?? 0;
  const codes = new Int32Array(people);
  for (let i = 0; i < people; i += 1) {
    let code = 0;
    for (const [p, part] of parts.entries()) {
      const own = part.of[i] ?? -1;
      code = code < 0 || own < 0 ? -1 : code * (sizes[p] ?? 1) + own;
    }
    codes[i] = code;
  }
  const used = [...new Set(codes)].filter((code) => code >= 0).toSorted((a, b) => a - b);
  const places = new Map(used.map((code, place) => [code, place]));
  const label = (code: number): string => {
    const names: string[] = [];
    let rest = code;
    for (const part of parts.toReversed()) {
      names.unshift(part.groups[rest % part.groups.length] ?? '');
      rest = Math.floor(rest / part.groups.length);
    }
    return names.join(', ');
  };
  const named = parts.every(({ reference }) => reference !== null)
    ? places.get(parts.reduce((code, part) => code * part.groups.length + (part.reference ?? 0), 0))
    : undefined;
  return {
    name: parts.map(({ name }) => name).join(' × '),
    groups: used.map(label),
    of: codes.map((code) => places.get(code) ?? -1),
    reference: named ?? null,
  };
}
