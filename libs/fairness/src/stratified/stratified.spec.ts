import fc from 'fast-check';

import type { Table } from '../exact/table.ts';
import { cmh } from './cmh.ts';

const cell = fc.nat(25);
const table = fc.tuple(fc.tuple(cell, cell), fc.tuple(cell, cell));
const strata = fc.array(table, { minLength: 1, maxLength: 6 });
const FIGURES = ['chi2', 'chi2_cc', 'p', 'breslow_day', 'tarone', 'exact_p_two_sided'] as const;
const figure = (of: object, name: string): number | null => Reflect.get(of, name) as number | null;

function expectClose(actual: number | null, wanted: number | null): void {
  if (wanted === null) expect(actual).toBeNull();
  else if (actual !== wanted)
    expect(Math.abs((actual ?? NaN) - wanted)).toBeLessThanOrEqual(1e-7 * Math.max(1, Math.abs(wanted)));
}

it('does not depend on the order of strata, and leaves empty ones out', () => {
  fc.assert(
    fc.property(strata, (some) => {
      const empty: Table = [
        [0, 0],
        [0, 0],
      ];
      const [own, other] = [cmh(some), cmh([empty, ...some.toReversed(), empty])];
      for (const name of ['common_or_mh', ...FIGURES]) expectClose(figure(other, name), figure(own, name));
    }),
  );
});

it('inverts the odds ratio and keeps every test when the groups or the outcomes change places', () => {
  fc.assert(
    fc.property(strata, (some) => {
      const own = cmh(some);
      const odds = figure(own, 'common_or_mh');
      const groups = cmh(some.map(([a, b]): Table => [b, a]));
      const outcomes = cmh(
        some.map(([[a, b], [c, d]]): Table => [
          [b, a],
          [d, c],
        ]),
      );
      for (const other of [groups, outcomes]) {
        for (const name of FIGURES) expectClose(figure(other, name), figure(own, name));
        const turned = figure(other, 'common_or_mh');
        if (odds !== null && odds > 0 && odds < Infinity) expectClose(turned, 1 / odds);
      }
    }),
  );
});

it('finds one stratum counted twice as homogeneous, with the odds ratio of the one', () => {
  fc.assert(
    fc.property(table, (some) => {
      const [[a, b], [c, d]] = some;
      fc.pre(a * b * c * d > 0);
      const twice = cmh([some, some]);
      expectClose(figure(twice, 'common_or_mh'), (a * d) / (b * c));
      expectClose(figure(twice, 'breslow_day'), 0);
      expect(figure(twice, 'tarone')).toBeLessThanOrEqual((figure(twice, 'breslow_day') ?? 0) + 1e-9);
    }),
  );
});
