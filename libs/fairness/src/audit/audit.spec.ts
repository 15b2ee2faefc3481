/** Audits of planted cohorts and of small files made by hand, through the same door as `npm run -s audit`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { compute } from '../compute.ts';
import { plantedCohort } from '../planted/planted-cohort.ts';
import { audit } from './audit.ts';
import type { Audit } from './audit.ts';
import { readDefinition } from './definition.ts';
import type { GroupRow } from './selection.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../../fairness-audits');
const read = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8')) as Record<string, unknown>;
const PROTOCOL = { ...read('one-way-interviews.audit.json'), resamples: 200 };
const INPUTS = { evenhand: '0', definition_sha256: 'd', rows_sha256: 'r', seed: 1 };
const run = (rows: string, definition: unknown = PROTOCOL): Audit => audit(definition, rows, INPUTS);

const SMALL = {
  evenhand_audit: 1,
  name: 'small',
  stages: [{ name: 'offer', to: 'offer' }],
  categories: [{ name: 'sex' }],
  measures: { selection: { obliges: 'Look.' }, detectability: { obliges: 'Say so.' } },
};

/** One row per interview: `[group, requisition, selected, of]`. */
function people(...cells: [string, string, number, number][]): string {
  const lines = cells.flatMap(([sex, requisition, selected, of], c) =>
    Array.from({ length: of }, (_, i) => `${c}-${i},${requisition},${sex},${i < selected ? 1 : 0}`),
  );
  return ['interview,requisition,sex,offer', ...lines].join('\n');
}

function shownRow(result: Audit, group: string): GroupRow | undefined {
  return result.stages[0]?.table.rows.find((each) => each.group === group);
}

describe('a whole audit', () => {
  it('gives the same bytes for the same inputs, and the same figures for the rows in another order', () => {
    const rows = plantedCohort('calibration', 3, 300);
    const once = run(rows);
    expect(JSON.stringify(run(rows))).toBe(JSON.stringify(once));
    const [head = '', ...lines] = rows.trimEnd().split('\n');
    const turned = run([head, ...lines.toReversed()].join('\n'));
    expect(turned.stages).toEqual(once.stages);
    expect(turned.findings.map(({ measure, where }) => ({ measure, where }))).toEqual(
      once.findings.map(({ measure, where }) => ({ measure, where })),
    );
  });

  it('never prints a p-value as nothing, nor a ratio onto four fifths', () => {
    const rows = people(['female', 'A', 40, 4000], ['male', 'A', 3900, 4000]);
    const result = run(rows, SMALL);
    const figures = JSON.stringify(result);
    expect(figures).not.toMatch(/"(p|holm|bh|\w*_p|p_\w+)":"?0(\.0+)?"?[,}]/);
    const close = run(people(['a', 'A', 3999, 10_000], ['b', 'A', 5000, 10_000]), SMALL);
    expect(shownRow(close, 'a')).toMatchObject({
      against_highest: { below_four_fifths: true, impact_ratio_printed: '0.7998' },
    });
  });

  it('says of each group what compute says', () => {
    const result = run(people(['a', 'A', 12, 40], ['b', 'A', 30, 60]), SMALL);
    const known = compute('impact', {
      groups: [
        { category: 'a', n: 40, selected: 12 },
        { category: 'b', n: 60, selected: 30 },
      ],
    }) as { p: { a: number }; groups: { impact_ratio: number; comparison: object }[] };
    const { impact_ratio, comparison } = known.groups[0] ?? {};
    expect(shownRow(result, 'a')).toMatchObject({ against_highest: { impact_ratio, comparison } });
  });

  it('pools over requisitions as compute cmh does', () => {
    const result = run(
      people(['a', 'A', 2, 10], ['b', 'A', 3, 12], ['a', 'B', 7, 9], ['b', 'B', 20, 24]),
      SMALL,
    );
    const known = compute('cmh', {
      strata: [
        [
          [2, 8],
          [3, 9],
        ],
        [
          [7, 2],
          [20, 4],
        ],
      ],
    }) as Record<string, number>;
    const pooled = {
      requisitions: 2,
      odds_ratio_mh: known['common_or_mh'],
      cmh_p: known['p'],
      exact_p: known['exact_p_two_sided'],
      tarone_p: known['tarone_p'],
    };
    expect(shownRow(result, 'a')).toMatchObject({ against_others: { pooled } });
  });

  it('says in words that it cannot see a four-fifths violation at this size', () => {
    const small = run(people(['a', 'A', 5, 20], ['b', 'A', 8, 20]), SMALL);
    expect(small.findings).toMatchObject([
      { measure: 'detectability', where: { group: 'a' }, obliges: 'Say so.' },
    ]);
    expect(small.findings[0]?.sentence).toContain('cannot see a four-fifths violation at this size');
    const large = run(people(['a', 'A', 900, 2000], ['b', 'A', 1000, 2000]), SMALL);
    expect(large.findings.map(({ measure }) => measure)).toEqual(['selection']);
  });

  it('holds back groups below five, and one more where the first could be had by subtraction', () => {
    const rows = people(['a', 'A', 3, 4], ['b', 'A', 9, 30], ['c', 'A', 20, 50]);
    const shown = run(rows, SMALL).stages[0]?.table.rows.map((row) => row.suppressed);
    expect(shown).toEqual([true, true, false]);
    const all = run(rows, { ...SMALL, suppress_below: 0 }).stages[0]?.table.rows;
    expect(all?.map((row) => row.suppressed)).toEqual([false, false, false]);
  });

  it('counts those of unknown group and compares them with nobody', () => {
    const result = run(people(['', 'A', 4, 10], ['a', 'A', 5, 10], ['b', 'A', 6, 10]), SMALL);
    expect(result.stages[0]?.table).toMatchObject({ unknown: { n: 10, selected: 4 } });
    expect(result.stages[0]?.table.rows).toHaveLength(2);
  });
});

describe('bad input', () => {
  const row = 'interview,requisition,sex,offer\n1,A,a,1\n';

  it.each([
    ['a flag that is none', `${row}2,A,b,yes\n`, SMALL, 'row 3, offer must be 1, 0 or empty'],
    ['an interview of two groups', `${row}1,A,b,1\n`, SMALL, 'row 3, sex must be "a" as in row 2'],
    ['an interview without a name', `${row},A,b,1\n`, SMALL, 'row 3, interview must not be empty'],
    ['a requisition without a name', `${row}2,,b,1\n`, SMALL, 'row 3, requisition must not be empty'],
    ['a row that is too short', `${row}2,A\n`, SMALL, 'row 3 must have 4 fields'],
    ['a quote that stays open', `${row}2,A,"b,1\n`, SMALL, 'row 3 must close the quote'],
    [
      'a column that is missing',
      'interview,requisition,offer\n1,A,1\n',
      SMALL,
      'row 1 must name the column sex',
    ],
    ['no rows', 'interview,requisition,sex,offer\n', SMALL, 'rows must hold at least one'],
    [
      'a reference that nobody is in',
      row,
      { ...SMALL, categories: [{ name: 'sex', reference: 'z' }] },
      'sex must have the reference "z"',
    ],
    [
      'a later flag without the one before',
      'interview,requisition,sex,offer,done\n1,A,a,1,0\n',
      { ...SMALL, stages: [{ name: 'offer', from: 'done', to: 'offer' }] },
      'row 2, offer must not be 1 where done is 0',
    ],
    [
      'a score that is none',
      'interview,requisition,sex,offer,criterion,blind\n1,A,a,1,c,good\n',
      SMALL,
      'row 2, blind must be a number',
    ],
    [
      'two scores of the AI for one answer',
      'interview,requisition,sex,offer,rater,criterion,blind,ai\n1,A,a,1,x,c,3,4\n1,A,a,1,y,c,3,5\n',
      SMALL,
      'row 3, ai must be the same',
    ],
    ['an unknown field', row, { ...SMALL, alhpa: 0.1 }, 'alhpa must be one of'],
    [
      'a measure that does not exist',
      row,
      { ...SMALL, measures: { luck: { obliges: 'x' } } },
      'measures.luck',
    ],
    [
      'a measure that obliges to nothing',
      row,
      { ...SMALL, measures: { drift: { margin: 1 } } },
      'measures.drift.obliges',
    ],
  ])('names row and field for %s', (_, rows, definition, sentence) => {
    let message = '';
    try {
      run(rows, definition);
    } catch (fault) {
      message = fault instanceof Error ? fault.message : '';
    }
    expect(message).toContain(sentence);
    expect(message.split('\n')).toHaveLength(1);
  });

  it('reads quotes, commas in quotes, line ends of Windows and a mark at the beginning', () => {
    const rows =
      '\uFEFFinterview,requisition,sex,offer\r\n1,"A, north","say ""a""",1\r\n2,"A, north",b,0\r\n';
    const result = run(rows, { ...SMALL, suppress_below: 0 });
    expect(result.stages[0]?.table.rows.map(({ group }) => group)).toEqual(['b', 'say "a"']);
    expect(result.population).toMatchObject({ rows: 2, requisitions: 1 });
  });
});

it('has a schema with the fields that are read, and a protocol that obliges for every measure', () => {
  const schema = read('definition.schema.json') as {
    required: string[];
    properties: Record<string, { properties?: object }>;
  };
  const complete = Object.fromEntries(
    Object.keys(schema.properties).map((name) => [name, PROTOCOL[name as never]]),
  );
  for (const name of Object.keys(PROTOCOL)) expect(schema.properties).toHaveProperty([name]);
  expect(() => readDefinition({ ...complete, columns: undefined })).not.toThrow();
  const measures = Object.keys(schema.properties['measures']?.properties ?? {});
  expect(Object.keys(PROTOCOL['measures' as never])).toEqual(measures);
  for (const name of measures)
    expect(() => readDefinition({ ...PROTOCOL, measures: { [name]: { obliges: 'x' } } })).not.toThrow();
  for (const name of schema.required)
    expect(() => readDefinition({ ...PROTOCOL, [name]: undefined })).toThrow(name);
  const columns = Object.keys(schema.properties['columns']?.properties ?? {});
  expect(() =>
    readDefinition({ ...PROTOCOL, columns: Object.fromEntries(columns.map((name) => [name, 'x'])) }),
  ).not.toThrow();
});
