import fc from 'fast-check';
import { mediaToken, readMediaToken } from './media-token';

const grant = { key: 'media/abc.webm', type: 'video/webm;codecs="vp8,opus"', expiresAt: 1_000 };

describe('the token of a recording', () => {
  test('gives back what it was made for, until its time is over', () => {
    const token = mediaToken('secret', grant);
    expect(readMediaToken('secret', token, 999)).toEqual(grant);
    expect(readMediaToken('secret', token, 1_000)).toBeNull();
    expect(readMediaToken('another', token, 0)).toBeNull();
  });

  test('is refused after any change of any character', () => {
    const token = mediaToken('secret', grant);
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
        fc.pre(token[at] !== character);
        const changed = token.slice(0, at) + character + token.slice(at + 1);
        expect(readMediaToken('secret', changed, 0)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  test('never breaks on any text', () => {
    fc.assert(fc.property(fc.string(), (text) => readMediaToken('secret', text, 0) === null));
  });
});
