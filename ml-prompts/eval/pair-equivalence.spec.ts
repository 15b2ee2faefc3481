import { compute } from '../../libs/fairness/src/index.ts';
import { equivalenceInWords } from './pair-equivalence';

const of = (...differences: (number | null)[]) =>
  differences.map((difference) => ({ difference, oneAbstains: difference === null }));

describe('whether pairs are scored alike', () => {
  it('is shown by many small differences, and not by a few large ones', () => {
    const many = Array.from({ length: 60 }, (_, i) => (i % 10 === 0 ? 1 : i % 10 === 1 ? -1 : 0));
    expect(equivalenceInWords(of(...many))).toMatch(/60 pairs .* shown to be within ±0\.25/);
    expect(equivalenceInWords(of(...many))).not.toContain('not shown');
    expect(equivalenceInWords(of(1, -1, 0, 2))).toContain('not shown to be within');
  });

  it('is said to be untested where nothing varies, and never where nothing was scored', () => {
    expect(equivalenceInWords(of(0, 0, 0))).toContain('nothing is tested');
    expect(equivalenceInWords(of(null, null))).toBe(
      'No pair was scored on both sides. Pairs of which one was scored and the other was not: 2 of 2.',
    );
  });

  it('names what it can be computed from again', () => {
    const words = equivalenceInWords(of(1, 0, null, 0, 0));
    const input: unknown = JSON.parse(/with `(.*)`/.exec(words)?.[1] ?? '');
    expect(compute('equivalence', input)).toMatchObject({ n: 4, mean: 0.25 });
    expect(words).toContain('1 of 5');
  });
});
