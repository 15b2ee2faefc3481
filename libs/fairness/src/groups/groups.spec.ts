import fc from 'fast-check';

import { disparity } from './disparity.ts';
import { groupMetrics } from './metrics.ts';

const person = fc.record({
  truth: fc.boolean(),
  predicted: fc.boolean(),
  group: fc.constantFrom('a', 'b', 'c'),
});
const people = fc.array(person, { minLength: 1, maxLength: 40 });
const METRICS = ['sel', 'tpr', 'fpr'] as const;

describe('metrics by group', () => {
  it('do not depend on the order of people nor on everybody coming twice', () => {
    fc.assert(
      fc.property(people, (some) => {
        const own = groupMetrics(some);
        for (const other of [groupMetrics(some.toReversed()), groupMetrics([...some, ...some])])
          for (const part of ['difference', 'ratio', 'overall'] as const)
            for (const metric of METRICS) expect(other[part][metric]).toBe(own[part][metric]);
      }),
    );
  });

  it('are shares; differences are not negative and ratios not above 1', () => {
    fc.assert(
      fc.property(people, (some) => {
        const { overall, by_group, difference, ratio } = groupMetrics(some);
        const all = [overall, ...Object.values(by_group)];
        expect(Object.values(by_group).reduce((whole, { count }) => whole + count, 0)).toBe(some.length);
        for (const metric of METRICS) {
          for (const each of all) if (each[metric] === null) expect(each.reasons?.[metric]).toMatch('0/0');
          for (const each of all) expect((each[metric] ?? 0) >= 0 && (each[metric] ?? 0) <= 1).toBe(true);
          expect(difference[metric] ?? 0).toBeGreaterThanOrEqual(0);
          expect(ratio[metric] ?? 0).toBeLessThanOrEqual(1);
          if (difference[metric] === 0 && ratio[metric] !== null) expect(ratio[metric]).toBe(1);
        }
      }),
    );
  });

  it('mirror when the other answer counts as selected', () => {
    fc.assert(
      fc.property(people, (some) => {
        const own = groupMetrics(some);
        const other = groupMetrics(some.map((each) => ({ ...each, predicted: !each.predicted })));
        for (const metric of METRICS) {
          if (own.overall[metric] === null) expect(other.overall[metric]).toBeNull();
          else expect((own.overall[metric] ?? 0) + (other.overall[metric] ?? 0)).toBeCloseTo(1, 12);
          expect((other.difference[metric] ?? 0) - (own.difference[metric] ?? 0)).toBeCloseTo(0, 12);
        }
      }),
    );
  });
});

describe('disparities', () => {
  const cells = fc.record({ fp: fc.nat(20), fn: fc.nat(20), tn: fc.nat(20), tp: fc.nat(20) });

  it('are 1 for the reference, and the inverse when the reference changes places', () => {
    fc.assert(
      fc.property(cells, cells, (a, b) => {
        const groups = new Map([
          ['a', a],
          ['b', b],
        ]);
        const [byA, byB] = [disparity(groups, 'a'), disparity(groups, 'b')];
        for (const name of ['pprev_disparity', 'fpr_disparity', 'fnr_disparity', 'tpr_disparity']) {
          const [one, other] = [
            Object(byA[name]) as Record<string, number | null>,
            Object(byB[name]) as Record<string, number | null>,
          ];
          if (one['a'] !== null) expect(one['a']).toBe(1);
          const [there, back] = [one['b'] ?? null, other['a'] ?? null];
          if (there !== null && back !== null && there > 0 && back > 0 && there < Infinity)
            expect(there * back).toBeCloseTo(1, 10);
        }
      }),
    );
  });
});
