import fc from 'fast-check';
import { canonicalJson } from '../canonical';
import { bytesOf } from '../utf8';
import { parseCanonical } from './canonical-text';

const values = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' });

describe('reading canonical JSON', () => {
  it('reads every canonical text back, from text and from bytes', () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = canonicalJson(value);
        const read = parseCanonical(text);
        expect(read.ok && canonicalJson(read.value)).toBe(text);
        expect(parseCanonical(bytesOf(text))).toEqual(read);
      }),
    );
  });

  it('reads no other bytes as the same value', () => {
    fc.assert(
      fc.property(values, fc.nat(), fc.integer({ min: 1, max: 255 }), (value, at, change) => {
        const bytes = bytesOf(canonicalJson(value));
        const place = at % bytes.length;
        const changed = bytes.with(place, (bytes[place] ?? 0) ^ change);
        const read = parseCanonical(changed);
        if (read.ok) expect(canonicalJson(read.value)).not.toBe(canonicalJson(value));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a space', '{"a": 1}', 'character 6'],
    ['a newline at the end', '{}\n', 'character 3'],
    ['keys in another order', '{"b":1,"a":2}', 'character 3'],
    ['the order of code points instead of UTF-16', '{"\ufb33":1,"\u{1f600}":2}', 'character 3'],
    ['a key twice', '{"a":1,"a":1}', '$.a'],
    ['an escape without need', '"\\u0041"', 'character 2'],
    ['an escaped slash', '"\\/"', 'character 2'],
    ['a raw control character', '"\u0001"', '$'],
    ['the long escape of a newline', '"\\u000a"', 'character 3'],
    ['capital hex digits', '"\\u001F"', 'character 7'],
    ['a number with a useless zero', '1.0', 'character 2'],
    ['a number with an exponent it does not need', '1e2', 'character 2'],
    ['an exponent without a sign', '1e30', 'character 3'],
    ['a capital exponent', '1E+30', 'character 2'],
    ['minus zero', '-0', 'character 1'],
    ['a whole number that no double holds', '9007199254740993', 'character 16'],
    ['a digit too many', '333333333.33333329', 'character 17'],
    ['a number that vanishes', '1e-400', 'character 1'],
    ['a byte order mark', '\ufeff{}', '$'],
    ['half a surrogate pair', '"\ud800"', '$'],
    ['half an escaped surrogate pair', '"\\ud800"', '$'],
  ])('refuses %s and says where', (_, text, where) => {
    expect(parseCanonical(text)).toMatchObject({ ok: false, where });
  });

  it.each([
    ['an overlong sequence', [0x22, 0xc0, 0xaf, 0x22]],
    ['a cut sequence', [0x22, 0xe2, 0x82, 0x22]],
    ['a surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['a byte order mark', [0xef, 0xbb, 0xbf, 0x7b, 0x7d]],
  ])('refuses bytes with %s', (_, bytes) => {
    expect(parseCanonical(Uint8Array.from(bytes)).ok).toBe(false);
  });

  it('calls the value what it is told to', () => {
    expect(parseCanonical('{"a":1,"a":1}', { root: 'entry 4' })).toMatchObject({ where: 'entry 4.a' });
  });
});
