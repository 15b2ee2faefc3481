import * as fc from 'fast-check';

import { agreement } from './agreement.ts';
import { gwetAc2 } from './gwet-weighted.ts';

const units = (levels: number): fc.Arbitrary<number[][]> =>
  fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: levels, maxLength: levels }), {
    minLength: 2,
    maxLength: 20,
  });

describe("Gwet's AC2", () => {
  it('is worked by hand', () => {
    // Pairs 1-1, 1-2, 3-3 on three levels: weights 1, 3/4, 0. Agreement (1 + 3/4 + 1)/3; shares of levels 1/2, 1/6, 1/3.
    const counts = [
      [2, 0, 0],
      [1, 1, 0],
      [0, 0, 2],
    ];
    const agreed = 2.75 / 3;
    const chance = (6 / 6) * (1 / 4 + 5 / 36 + 2 / 9);
    expect(gwetAc2(counts)).toBeCloseTo((agreed - chance) / (1 - chance), 14);
  });

  it('is AC1 where there are two levels only', () => {
    fc.assert(
      fc.property(units(2), (counts) => {
        const [ac1, ac2] = [agreement(counts).gwet_ac1, gwetAc2(counts)];
        if (ac1 === null) expect(ac2).toBeNull();
        else expect(ac2).toBeCloseTo(ac1, 12);
      }),
    );
  });

  it('does not mind the scale being turned round, and counts repeated units as if they stood there', () => {
    fc.assert(
      fc.property(units(5), (counts) => {
        const own = gwetAc2(counts);
        if (own === null) return;
        expect(gwetAc2(counts.map((unit) => unit.toReversed()))).toBeCloseTo(own, 12);
        const twice = gwetAc2(
          counts,
          counts.map(() => 2),
        );
        expect(twice).toBeCloseTo(gwetAc2([...counts, ...counts]) ?? NaN, 12);
      }),
    );
  });

  it('is undefined where nothing can be paired', () => {
    expect(gwetAc2([[1, 0, 0]])).toBeNull();
    expect(gwetAc2([[2], [2]])).toBeNull();
  });
});
