import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LogEntry } from './log-entry.contract';

const page = readFileSync(path.resolve(import.meta.dirname, '../../../../docs/log-entries.md'), 'utf8');

/** Words in code style of one cell. */
const wordsOf = (cell = ''): string[] => [...cell.matchAll(/`([\w-]+)`/g)].map(([, word = '']) => word);

/** Cells of the rows of the table below a heading. */
function rowsBelow(heading: string): string[][] {
  const [, below = ''] = page.split(`## ${heading}\n`);
  const [part = ''] = below.split('\n## ');
  return [...part.matchAll(/^\| +`.*\|$/gm)].map(([row]) => row.split('|').slice(1, -1));
}

const documented = new Map(rowsBelow('Types').map(([type, fields]) => [wordsOf(type)[0], wordsOf(fields)]));

describe('docs/log-entries.md', () => {
  test('names every type of entry and its fields, and no other', () => {
    const declared = new Map(
      LogEntry.options.map(({ shape }) => [
        shape.type.value,
        Object.keys(shape).filter((field) => field !== 'v' && field !== 'type'),
      ]),
    );
    const inOrder = (map: ReadonlyMap<string | undefined, string[]>) =>
      [...map].map(([type, fields]) => [type, [...fields].sort()]);
    expect(inOrder(documented)).toEqual(inOrder(declared));
  });

  test('explains every field once, and none that there is not', () => {
    const used = new Set([...documented.values()].flat());
    const explained = rowsBelow('Fields').map(([field]) => wordsOf(field)[0]);
    expect(explained).toEqual([...used].sort());
  });
});
