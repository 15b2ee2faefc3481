import fc from 'fast-check';

import { wordErrors } from './word-errors.ts';

const speech = fc.array(fc.constantFrom('we', 'shipped', 'it', 'late', 'on', 'time'), { maxLength: 10 });
const edits = (a: string[], b: string[]): number => {
  const { substitutions, deletions, insertions } = wordErrors(a.join(' '), b.join(' '));
  return substitutions + deletions + insertions;
};

it('is a distance: none to itself, the same both ways, no detour is shorter', () => {
  fc.assert(
    fc.property(speech, speech, speech, (a, b, c) => {
      expect(edits(a, a)).toBe(0);
      expect(edits(a, b)).toBe(edits(b, a));
      expect(edits(a, c)).toBeLessThanOrEqual(edits(a, b) + edits(b, c));
      if (edits(a, b) === 0) expect(a).toEqual(b);
    }),
  );
});

it('has deletions and insertions for what one text is longer, and no more errors than words', () => {
  fc.assert(
    fc.property(speech, speech, (a, b) => {
      const { wer, substitutions, deletions, insertions } = wordErrors(a.join(' '), b.join(' '));
      expect(deletions - insertions).toBe(a.length - b.length);
      expect(substitutions + deletions).toBeLessThanOrEqual(a.length);
      expect(substitutions + deletions + insertions).toBeLessThanOrEqual(Math.max(a.length, b.length));
      if (a.length > 0) expect(wer).toBe((substitutions + deletions + insertions) / a.length);
      else expect(wer).toBe(b.length > 0 ? Infinity : null);
    }),
  );
});

it('is not more for two texts spoken one after the other than for each, and one lost word costs one', () => {
  fc.assert(
    fc.property(speech, speech, speech, fc.nat(9), (a, b, c, place) => {
      expect(edits([...a, ...c], [...b, ...c])).toBeLessThanOrEqual(edits(a, b));
      const lost = a.filter((_, i) => i !== place);
      expect(edits(a, lost)).toBe(a.length - lost.length);
    }),
  );
});
