import fc from 'fast-check';
import { fromBase64, toBase64 } from './base64';

describe('base 64', () => {
  it('is what Node makes of the same bytes, and reads back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const text = toBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64'));
        expect(fromBase64(text)).toEqual(bytes);
      }),
    );
  });

  it('takes more bytes than a call can have arguments', () => {
    const bytes = new Uint8Array(300_000).fill(7);
    expect(Buffer.from(fromBase64(toBase64(bytes))!).equals(bytes)).toBe(true);
  });

  it.each([
    ['no padding', 'AA'],
    ['too much padding', 'AAA=='],
    ['bits that no byte uses', 'AB=='],
    ['a space', 'AA =='],
    ['a newline', 'AAAA\n'],
    ['the alphabet of URLs', 'A-_A'],
    ['a foreign character', 'AAA€'],
  ])('has one text for the same bytes: %s is refused', (_, text) => {
    expect(fromBase64(text)).toBeUndefined();
  });
});
