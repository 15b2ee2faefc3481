import fc from 'fast-check';
import { byteRangeOf } from './byte-range';

describe('a range of bytes', () => {
  test.each([
    [undefined, 100, 'whole'],
    ['bytes=0-', 100, { start: 0, end: 99 }],
    ['bytes=0-0', 100, { start: 0, end: 0 }],
    ['bytes=10-19', 100, { start: 10, end: 19 }],
    ['bytes=90-1000', 100, { start: 90, end: 99 }],
    ['bytes=-10', 100, { start: 90, end: 99 }],
    ['bytes=-1000', 100, { start: 0, end: 99 }],
    ['bytes=100-', 100, 'unsatisfiable'],
    ['bytes=-0', 100, 'unsatisfiable'],
    ['bytes=0-', 0, 'unsatisfiable'],
    ['bytes=20-10', 100, 'whole'],
    ['bytes=0-1,5-6', 100, 'whole'],
    ['bytes=-', 100, 'whole'],
    ['bytes=a-b', 100, 'whole'],
    ['seconds=0-1', 100, 'whole'],
  ] as const)('%s of %i bytes', (header, size, wanted) => {
    expect(byteRangeOf(header, size)).toEqual(wanted);
  });

  test('lies inside what there is, whatever was asked for', () => {
    const number = fc.oneof(fc.constant(''), fc.nat().map(String), fc.constant('99999999999999999999999'));
    fc.assert(
      fc.property(number, number, fc.nat(), (first, last, size) => {
        const range = byteRangeOf(`bytes=${first}-${last}`, size);
        if (typeof range === 'string') return;
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.start).toBeLessThanOrEqual(range.end);
        expect(range.end).toBeLessThan(size);
      }),
    );
  });
});
