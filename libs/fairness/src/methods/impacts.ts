import { impact } from '../impact/impact.ts';
import { categoriesBelow, lawTable } from '../impact/local-law-144.ts';
import { checkPublished } from '../impact/published.ts';
import type { PublishedRow } from '../impact/published.ts';
import type { Group } from '../impact/reference.ts';
import { shortfall } from '../impact/shortfall.ts';
import { count, distinct, field, isGiven, list, part, probability, root, text } from '../input/fields.ts';
import type { Field } from '../input/fields.ts';
import { InputError } from '../input/input.errors.ts';
import type { Method } from './method.ts';

/** Rows of a category, its people and its selected people; labels may come in two fields. */
function groups(of: Field, chosen: string): (Group & { label: Record<string, string> })[] {
  const rows = list(of).map((row) => {
    const label = labelOf(row);
    const n = count(field(row, 'n'));
    return { label, category: Object.values(label).join(', '), n, selected: part(field(row, chosen), n) };
  });
  distinct(rows.map(({ category }, i) => ({ name: category, path: `${of.path}[${i}]` })));
  return rows;
}

function labelOf(row: Field): Record<string, string> {
  const [race, sex] = [field(row, 'race_ethnicity'), field(row, 'sex')];
  if (isGiven(race) && isGiven(sex)) return { race_ethnicity: text(race), sex: text(sex) };
  return { category: text(field(row, 'category')) };
}

const impactOf: Method = (input) => {
  const unknown = field(root(input), 'unknown');
  return impact(groups(field(root(input), 'groups'), 'selected'), isGiven(unknown) ? count(unknown) : null);
};

/** The tables of a Local Law 144 summary that were given, with the rate under the name the law gives it. */
function lawSummary(input: unknown, tables: readonly string[], chosen: string, rateName: string): object {
  const whole = root(input);
  const given = tables.map((name) => field(whole, name)).filter(isGiven);
  if (given.length === 0) throw new InputError(tables.join(' or '), 'must be given');
  const read = given.map((table) => ({ name: table.path, rows: groups(table, chosen) }));
  const printed = read.map(({ name, rows }): [string, object[]] => {
    const results = lawTable(rows);
    return [
      name,
      rows.map(({ label, n, selected }, i) => {
        const { rate_pct = null, impact_ratio = null, reasons } = results[i] ?? {};
        const { rate_pct: why, ...others } = reasons ?? {};
        return {
          ...label,
          n,
          [chosen]: selected,
          [rateName]: rate_pct,
          impact_ratio,
          ...(reasons && { reasons: { ...others, ...(why !== undefined && { [rateName]: why }) } }),
        };
      }),
    ];
  });
  const unknown = field(whole, 'unknown_count');
  return {
    ...Object.fromEntries(printed),
    ...(isGiven(unknown) && { unknown_count: count(unknown) }),
    below_four_fifths: read.flatMap(({ rows }) => categoriesBelow(rows)),
  };
}

const published: Method = (input) => {
  const rows = list(field(root(input), 'rows')).map((row) => ({
    category: text(field(row, 'category')),
    n: count(field(row, 'n'), 1),
    rate: printedRate(field(row, 'rate_pct_printed')),
  }));
  // JSON drops the zeros at the end of 50.0: numbers are read with as many places as the longest of the table shows.
  const places = Math.max(0, ...rows.map(({ rate }) => (rate.isNumber ? rate.fraction.length : 0)));
  return checkPublished(
    rows.map(({ category, n, rate }): PublishedRow => {
      const fraction = rate.isNumber ? rate.fraction.padEnd(places, '0') : rate.fraction;
      return { category, n, printed: { digits: Number(rate.whole + fraction), decimals: fraction.length } };
    }),
  );
};

function printedRate({ value, path }: Field): { whole: string; fraction: string; isNumber: boolean } {
  const printed = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  const match = /^(\d{1,3})(?:\.(\d{1,10}))?$/.exec(printed);
  if (match === null || Number(printed) > 100)
    throw new InputError(path, 'must be a percentage from 0 to 100');
  return { whole: match[1] ?? '', fraction: match[2] ?? '', isNumber: typeof value === 'number' };
}

const shortfallOf: Method = (input) => {
  const whole = root(input);
  const n = count(field(whole, 'group_n'));
  return shortfall(
    probability(field(whole, 'overall_selection_rate')),
    n,
    part(field(whole, 'group_selected'), n),
  );
};

/** Methods about selections by group. */
export const impacts: Record<string, Method> = {
  impact: impactOf,
  'll144-selection': (input) =>
    lawSummary(input, ['sex', 'race_ethnicity', 'intersectional'], 'selected', 'selection_rate_pct'),
  'll144-scoring': (input) =>
    lawSummary(input, ['sex', 'race_ethnicity', 'intersectional'], 'above_median', 'scoring_rate_pct'),
  'check-published': published,
  shortfall: shortfallOf,
};
