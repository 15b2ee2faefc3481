import * as fc from 'fast-check';

import { compute } from '../compute.ts';
import { equivalence } from './equivalence.ts';

const numbers = fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 3, maxLength: 40 });

describe('equivalence', () => {
  it('shows a small mean difference within wide bounds, and never within bounds on one side of it', () => {
    const differences = [0.1, -0.1, 0.2, -0.2, 0, 0.1, -0.1, 0.05];
    expect(equivalence(differences, -0.5, 0.5).p).toBeLessThan(0.001);
    expect(equivalence(differences, 0.3, 0.5).p).toBeGreaterThan(0.5);
  });

  it('says the same as its 90 % interval', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 60 }), (differences, bound) => {
        const { p, ci90 } = equivalence(differences, -bound, bound);
        if (p === null || ci90 === null || Math.abs(p - 0.05) < 1e-9) return;
        expect(p < 0.05).toBe(ci90[0] > -bound && ci90[1] < bound);
      }),
    );
  });

  it('is symmetric in the sign, free of the unit, and surer with wider bounds', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 60 }), (differences, bound) => {
        const own = equivalence(differences, -bound, bound).p;
        const turned = equivalence(
          differences.map((d) => -d),
          -bound,
          bound,
        ).p;
        const scaled = equivalence(
          differences.map((d) => d * 8),
          -bound * 8,
          bound * 8,
        ).p;
        if (own === null) return;
        expect(turned).toBeCloseTo(own, 12);
        expect(scaled).toBeCloseTo(own, 12);
        expect(equivalence(differences, -bound - 1, bound + 1).p).toBeLessThanOrEqual(own);
      }),
    );
  });

  it('tests nothing where nothing varies, and says why', () => {
    expect(equivalence([0, 0, 0], -1, 1)).toMatchObject({ mean: 0, p: null, reasons: { p: /equal/ } });
    expect(equivalence([], -1, 1)).toMatchObject({ mean: null, p: null });
  });

  it('refuses bounds that hold nothing between them', () => {
    expect(() => compute('equivalence', { differences: [1, 2], low: 1, high: 1 })).toThrow(
      /high must be above low/,
    );
    expect(() => compute('equivalence', { differences: [1, null], low: -1, high: 1 })).toThrow(
      /differences\[1\]/,
    );
  });
});
