import fc from 'fast-check';

import { printP, printRatio } from './figures.ts';

it('never prints a p-value as zero', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (p) => {
      expect(Number(printP(p))).toBeGreaterThan(0);
      if (p > 1e-300) expect(Math.abs(Number(printP(p)) / p - 1)).toBeLessThan(0.006);
    }),
  );
  expect([0, 1e-320, 4.1234e-5, 0.00099951, 0.5].map(printP)).not.toContain('0.000');
});

it('never rounds a ratio onto four fifths', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.79, max: 0.81, noNaN: true }), (ratio) => {
      expect(Number(printRatio(ratio)) < 0.8).toBe(ratio < 0.8);
      expect(Number(printRatio(ratio)) > 0.8).toBe(ratio > 0.8);
    }),
  );
  expect([0.8, 0.7961, 0.80004, 0.55, 1].map((ratio) => printRatio(ratio))).toEqual([
    '0.80',
    '0.796',
    '0.80004',
    '0.55',
    '1.00',
  ]);
});
