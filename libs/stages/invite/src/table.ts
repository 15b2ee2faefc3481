import type { WrongField } from '@evenhand/platform';
import { CsvError, parse } from 'csv-parse/sync';

/** One row with its number, counted from 1 as spreadsheets do: header and empty rows included. */
export interface TableRow {
  readonly row: number;
  readonly name: string;
  readonly email: string;
}

/** Far more than anybody can invite at a time; a longer text is no list of candidates. */
const mostLines = 50_000;

const emailHeadings = new Set(['email', 'e-mail', 'mail', 'email address', 'e-mail address']);
const nameHeadings = new Set(['name', 'full name', 'candidate']);

interface Columns {
  readonly name: number[];
  readonly email: number;
}

/**
 * Reads a table of names and e-mail addresses: comma, semicolon or tab; quoted cells; with or without a header; with or
 * without a byte order mark. Without a header, the column that holds an @ first is the address.
 *
 * @param mistakes gets what makes the table unreadable
 */
export function readTable(csv: string, mistakes: WrongField[]): TableRow[] {
  const lines = csv.split(/\r\n|\n|\r/);
  if (lines.length > mostLines) {
    mistakes.push({ path: 'csv', message: `The table has more than ${mostLines} lines. Split it.` });
    return [];
  }
  const records = readRecords(csv, delimiterOf(lines), mistakes);
  const first = records.findIndex((cells) => !isEmpty(cells));
  const heading = records[first];
  if (heading === undefined) return [];
  const headed = columnsOfHeader(heading);
  if (headed === 'incomplete') {
    mistakes.push({
      path: 'csv',
      message: 'The header needs a column for the name and one for the e-mail address.',
      row: first + 1,
    });
    return [];
  }
  const columns = headed ?? columnsOfContent(records);
  return records.flatMap((cells, index) => {
    if (isEmpty(cells) || (headed !== null && index === first)) return [];
    const name = columns.name.map((column) => (cells[column] ?? '').trim()).join(' ');
    return [{ row: index + 1, name, email: cells[columns.email] ?? '' }];
  });
}

function readRecords(csv: string, delimiter: string, mistakes: WrongField[]): string[][] {
  try {
    return parse(csv, {
      bom: true,
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const records: unknown = error['records'];
    const row = typeof records === 'number' ? records + 1 : undefined;
    const message =
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'A quotation mark is opened and never closed.'
        : 'The table cannot be read from here on.';
    mistakes.push({ path: 'csv', message, ...(row === undefined ? {} : { row }) });
    return [];
  }
}

/** The separator that stands most often in the first line that is not empty, quoted text left out. */
function delimiterOf(lines: readonly string[]): string {
  const line = lines.find((each) => each.trim() !== '') ?? '';
  const bare = line.replace(/"(?:[^"]|"")*"/g, '');
  const count = (delimiter: string) => bare.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best));
}

const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** Where a header says the columns are; null when the row is no header. */
function columnsOfHeader(cells: readonly string[]): Columns | 'incomplete' | null {
  const headings = cells.map((cell) => cell.trim().toLowerCase());
  if (headings.some((heading) => heading.includes('@'))) return null;
  const email = headings.findIndex((heading) => emailHeadings.has(heading));
  const whole = headings.findIndex((heading) => nameHeadings.has(heading));
  const parts = ['first name', 'last name'].map((part) => headings.indexOf(part)).filter((at) => at >= 0);
  const name = whole >= 0 ? [whole] : parts;
  if (email < 0 && name.length === 0) return null;
  return email < 0 || name.length === 0 ? 'incomplete' : { name, email };
}

function columnsOfContent(records: readonly string[][]): Columns {
  for (const cells of records) {
    const email = cells.findIndex((cell) => cell.includes('@'));
    if (email >= 0) return { email, name: [email === 0 ? 1 : 0] };
  }
  return { name: [0], email: 1 };
}
