/** Every published case goes through the same door as `npm run -s compute`. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { compute } from './compute.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../tests/cases/fairness');

interface Case {
  readonly method: string;
  readonly input: unknown;
  readonly expected: unknown;
  readonly tolerance: Readonly<Record<string, number>>;
}

/** The number under a dotted path of a result. */
type Get = (path: string) => number;

/** Where a case names a field otherwise than the command: the field of the command, or how it follows from several. */
const NAMES: Readonly<Record<string, Readonly<Record<string, string | ((get: Get) => number)>>>> = {
  risk_ratio_katz_log_ci: { ci95: 'katz_log' },
  risk_ratio_koopman_nam: { ci95_score: 'koopman_score' },
  holisticai_small_hiring: {
    statistical_parity_a_minus_b: (get) => get('by_group.a.sel') - get('by_group.b.sel'),
    disparate_impact_a_over_b: (get) => get('by_group.a.sel') / get('by_group.b.sel'),
    four_fifths_min_over_max: 'ratio.sel',
    z_test_diff_pooled: (get) => {
      const groups = ['a', 'b'].map((category) => {
        const n = get(`by_group.${category}.count`);
        return { category, n, selected: Math.round(n * get(`by_group.${category}.sel`)) };
      });
      return -Number(valueAt(compute('impact', { groups }), 'z.b'));
    },
    equal_opportunity_diff: 'difference.tpr',
    fpr_diff: 'difference.fpr',
    average_odds_diff: (get) =>
      (get('by_group.a.tpr') - get('by_group.b.tpr') + get('by_group.a.fpr') - get('by_group.b.fpr')) / 2,
  },
};

/** Cases that hold several inputs in one: the list of the input, the field for each, and the fields collected. */
const SEVERAL: Readonly<Record<string, { list: string; field: string; collected: readonly string[] }>> = {
  fleiss_kappa_wikipedia: {
    list: 'tables',
    field: 'counts',
    collected: ['fleiss', 'randolph_free_marginal'],
  },
};

function valueAt(value: unknown, dotted: string): unknown {
  return dotted
    .split('.')
    .reduce<unknown>((inner, name) => (inner === null ? undefined : Reflect.get(Object(inner), name)), value);
}

function answer(name: string, method: string, input: unknown): unknown {
  const several = SEVERAL[name];
  if (several === undefined) return compute(method, input);
  const inputs = (valueAt(input, several.list) as unknown[]).map((each) => ({ [several.field]: each }));
  const results = compute(method, inputs) as unknown[];
  return Object.fromEntries(
    several.collected.map((field) => [field, results.map((result) => valueAt(result, field))]),
  );
}

/** Tolerances are named after a part of the field's name; otherwise the file's widest holds. */
function toleranceOf(name: string, tolerance: Case['tolerance']): number {
  const parts = name.split('_').map((part) => part.replace(/95$/, ''));
  const own = tolerance[name] ?? Object.entries(tolerance).find(([key]) => parts.includes(key))?.[1];
  return own ?? Math.max(...Object.values(tolerance));
}

describe.each(globSync('*.json', { cwd: FOLDER }).sort())('%s', (file) => {
  const name = file.replace('.json', '');
  const { method, input, expected, tolerance } = JSON.parse(
    readFileSync(path.join(FOLDER, file), 'utf8'),
  ) as Case;

  function agree(actual: unknown, wanted: unknown, key: string): void {
    if (wanted === null) return; // the source gives no number
    if (wanted === 'NaN') {
      expect({ key, actual }).toEqual({ key, actual: null });
    } else if (typeof wanted === 'number') {
      expect({ key, type: typeof actual }).toEqual({ key, type: 'number' });
      expect(Math.abs((actual as number) - wanted)).toBeLessThanOrEqual(
        toleranceOf(key, tolerance) * (1 + 1e-9),
      );
    } else if (Array.isArray(wanted)) {
      expect(actual).toHaveLength(wanted.length);
      wanted.forEach((each, i) => agree((actual as unknown[])[i], each, key));
    } else if (typeof wanted === 'object') {
      for (const [field, value] of Object.entries(wanted)) {
        const from = NAMES[name]?.[field] ?? field;
        const get: Get = (dotted) => Number(valueAt(actual, dotted));
        agree(typeof from === 'string' ? valueAt(actual, from) : from(get), value, field);
      }
    } else {
      expect({ key, actual }).toEqual({ key, actual: wanted });
    }
  }

  it(`agrees with compute ${method}`, () => {
    agree(answer(name, method, input), expected, method);
  });
});
