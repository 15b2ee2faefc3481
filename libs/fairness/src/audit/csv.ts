import { InputError } from '../input/input.errors.ts';

/** A column as codes into its distinct texts. */
export interface Column {
  readonly codes: Int32Array;
  readonly texts: readonly string[];
}

/** The columns of a file that were asked for, by their names, and the number of rows below the head. */
export interface Sheet {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Column>;
}

const COMMA = 44;
const QUOTE = 34;
const NEWLINE = 10;
const RETURN = 13;

/** Collects one column: texts of at most one ASCII character, of which most columns are, are found without hashing. */
class Collector {
  readonly texts: string[] = [];
  #codes = new Int32Array(1024);
  readonly #short = new Int32Array(129).fill(-1);
  readonly #long = new Map<string, number>();
  #last = '';
  #lastCode = -1;

  add(row: number, text: string, from: number, to: number): void {
    if (row >= this.#codes.length) {
      const wider = new Int32Array(this.#codes.length * 2);
      wider.set(this.#codes);
      this.#codes = wider;
    }
    this.#codes[row] = this.#codeOf(text, from, to);
  }

  codes(rows: number): Int32Array {
    return this.#codes.subarray(0, rows);
  }

  #codeOf(text: string, from: number, to: number): number {
    const key = to === from ? 128 : to === from + 1 ? text.charCodeAt(from) : 129;
    if (key < 129) {
      const known = this.#short[key] ?? -1;
      return known === -1 ? (this.#short[key] = this.#new(text.slice(from, to))) : known;
    }
    const value = text.slice(from, to);
    if (this.#lastCode !== -1 && value === this.#last) return this.#lastCode;
    let code = this.#long.get(value);
    if (code === undefined) {
      code = this.#new(value);
      this.#long.set(value, code);
    }
    [this.#last, this.#lastCode] = [value, code];
    return code;
  }

  #new(value: string): number {
    return this.texts.push(value) - 1;
  }
}

/**
 * Reads comma-separated values with a head (RFC 4180), columns that are not asked for left out.
 * @throws {@link InputError} naming the row, the head being row 1
 */
export function readSheet(text: string, wanted: (head: readonly string[]) => readonly string[]): Sheet {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const head: string[] = [];
  let at = record(text, start, 1, (value, from, to) => head.push(value.slice(from, to)));
  if (head.length === 1 && head[0] === '') throw new InputError('row 1', 'must name the columns');
  const twice = head.find((name, i) => head.indexOf(name) !== i);
  if (twice !== undefined) throw new InputError('row 1', `must not name the column ${twice} twice`);
  const names = wanted(head);
  const collectors = head.map((name) => (names.includes(name) ? new Collector() : null));
  let rows = 0;
  while (at < text.length) {
    const first = text.charCodeAt(at);
    if (first === NEWLINE || first === RETURN) {
      at += 1;
      continue;
    }
    let column = 0;
    at = record(text, at, rows + 2, (value, from, to) => {
      const collector = collectors[column];
      if (collector) collector.add(rows, value, from, to);
      column += 1;
    });
    if (column !== head.length) {
      throw new InputError(
        `row ${rows + 2}`,
        `must have ${head.length} fields as the head has, not ${column}`,
      );
    }
    rows += 1;
  }
  const columns = new Map<string, Column>();
  for (const [i, collector] of collectors.entries()) {
    if (collector) columns.set(head[i] ?? '', { codes: collector.codes(rows), texts: collector.texts });
  }
  return { rows, columns };
}

/** Reads one record from a place and gives its fields; the place after it comes back. */
function record(
  text: string,
  start: number,
  row: number,
  field: (text: string, from: number, to: number) => void,
): number {
  let from = start;
  for (let i = start; ; i += 1) {
    const code = i < text.length ? text.charCodeAt(i) : NEWLINE;
    if (code === COMMA) {
      field(text, from, i);
      from = i + 1;
    } else if (code === NEWLINE) {
      field(text, from, i > from && text.charCodeAt(i - 1) === RETURN ? i - 1 : i);
      return i + 1;
    } else if (code === QUOTE && i === from) {
      const end = closingQuote(text, i, row);
      const value = text.slice(i + 1, end).replaceAll('""', '"');
      field(value, 0, value.length);
      const after = end + 1 < text.length ? text.charCodeAt(end + 1) : NEWLINE;
      if (after === COMMA) {
        from = end + 2;
        i = end + 1;
      } else if (after === NEWLINE) return end + 2;
      else if (after === RETURN && text.charCodeAt(end + 2) === NEWLINE) return end + 3;
      else
        throw new InputError(`row ${row}`, 'must have a comma or the end of the line after a closing quote');
    }
  }
}

function closingQuote(text: string, opening: number, row: number): number {
  for (let i = text.indexOf('"', opening + 1); i !== -1; i = text.indexOf('"', i + 2)) {
    if (text.charCodeAt(i + 1) !== QUOTE) return i;
  }
  throw new InputError(`row ${row}`, 'must close the quote it opens');
}
