import fc from 'fast-check';

import { icc } from './icc.ts';

const ratings = fc
  .tuple(fc.integer({ min: 3, max: 10 }), fc.integer({ min: 2, max: 4 }))
  .chain(([targets, judges]) =>
    fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: judges, maxLength: judges }), {
      minLength: targets,
      maxLength: targets,
    }),
  );
const FORMS = ['ICC1', 'ICC2_A1', 'ICC3_C1', 'ICC1k', 'ICC2k_Ak', 'ICC3k_Ck'] as const;

function expectClose(actual: number | null, wanted: number | null): void {
  if (wanted === null) expect(actual).toBeNull();
  else expect((actual ?? NaN) - wanted).toBeCloseTo(0, 6 - Math.max(0, Math.log10(Math.abs(wanted) + 1)));
}

it('does not care for the order of targets and judges', () => {
  fc.assert(
    fc.property(ratings, (rows) => {
      const own = icc(rows);
      for (const other of [icc(rows.toReversed()), icc(rows.map((row) => row.toReversed()))])
        for (const form of FORMS) expectClose(other[form], own[form]);
    }),
  );
});

it('does not depend on where the scale begins nor on its unit', () => {
  fc.assert(
    fc.property(ratings, (rows) => {
      const own = icc(rows);
      const other = icc(rows.map((row) => row.map((x) => 4 * x + 32)));
      for (const form of FORMS) expectClose(other[form], own[form]);
    }),
  );
});

it('forgives a strict judge where consistency is asked, and never where agreement is', () => {
  fc.assert(
    fc.property(ratings, fc.integer({ min: 1, max: 8 }), (rows, strictness) => {
      const own = icc(rows);
      const shifted = icc(rows.map(([first = 0, ...others]) => [first - 16 * strictness, ...others]));
      expectClose(shifted.ICC3_C1, own.ICC3_C1);
      if ((own.ICC2_A1 ?? 0) > 0.05) expect(shifted.ICC2_A1 ?? 0).toBeLessThan(own.ICC2_A1 ?? 0);
    }),
  );
});

it('is at most 1, inside its interval, and grows by averaging where it is positive', () => {
  fc.assert(
    fc.property(ratings, (rows) => {
      const own = icc(rows);
      for (const form of FORMS) expect(own[form] ?? 0).toBeLessThanOrEqual(1 + 1e-12);
      const pairs = [
        [own.ICC1, own.ci95.ICC1],
        [own.ICC3_C1, own.ci95.ICC3],
      ] as const;
      for (const [value, interval] of pairs) {
        if (value === null || interval === null) continue;
        expect(interval[0]).toBeLessThanOrEqual(value + 1e-9);
        expect(interval[1]).toBeGreaterThanOrEqual(value - 1e-9);
      }
      if ((own.ICC1 ?? 0) > 0 && own.ICC1k !== null) expect(own.ICC1k).toBeGreaterThanOrEqual(own.ICC1 ?? 0);
    }),
  );
});
