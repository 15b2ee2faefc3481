import fc from 'fast-check';
import { MAX_DEPTH, parseJson } from './json-text';

describe('reading JSON', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(undefined, 1, '\t\r\n'), (text, space) => {
        const spaced = JSON.stringify(JSON.parse(text), null, space);
        expect(parseJson(spaced)).toEqual({ ok: true, value: JSON.parse(spaced) });
      }),
    );
  });

  it('never reads what JSON.parse refuses, and never breaks down', () => {
    const fragments = fc.constantFrom(
      ...'[]{}:,"\\u0-+.eE truefalsn 19\n'.split(''),
      'null',
      'true',
      '"a"',
      '\\ud800',
    );
    fc.assert(
      fc.property(fc.array(fragments, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        if (parseJson(text).ok) expect(() => JSON.parse(text) as unknown).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['nothing', '', '$', 'unexpected end'],
    ['a key twice', '{"a":1,"b":{"c":1,"c":2}}', '$.b.c', 'is there twice'],
    ['a key twice in another spelling', '{"a":1,"\\u0061":2}', '$.a', 'is there twice'],
    ['__proto__ twice', '{"__proto__":1,"__proto__":2}', '$.__proto__', 'is there twice'],
    ['half a surrogate pair', '{"a":["\\ud800"]}', '$.a[0]', 'half a surrogate pair'],
    ['half a surrogate pair in a key', '{"\\udc00":1}', '$', 'half a surrogate pair'],
    ['a number beyond every double', '[1,1e400]', '$[1]', 'beyond every double'],
    ['a zero in front', '[01]', '$', 'unexpected character 3'],
    ['a plus sign', '[+1]', '$[0]', 'unexpected character 2'],
    ['a bare point', '[1.]', '$', 'unexpected character 3'],
    ['not a number', 'NaN', '$', 'unexpected character 1'],
    ['a comma at the end', '[1,]', '$[1]', 'unexpected character 4'],
    ['a comment', '[1 /* one */]', '$', 'unexpected character 4'],
    ['single quotes', "{'a':1}", '$', 'unexpected character 2'],
    ['a raw newline in a text', '["a\nb"]', '$[0]', 'unexpected character 2'],
    ['an unknown escape', '["\\x41"]', '$[0]', 'unexpected character 2'],
    ['a text that does not end', '["a', '$[0]', 'unexpected character 2'],
    ['a backslash at the very end', '"\\', '$', 'unexpected character 1'],
    ['something after the value', '{} {}', '$', 'unexpected character 4'],
    ['a byte order mark', '\ufeff{}', '$', 'unexpected character 1'],
    ['a space that JSON has not', '\u00a0{}', '$', 'unexpected character 1'],
  ])('refuses %s and says where', (_, text, where, words) => {
    expect(parseJson(text)).toEqual({ ok: false, where, reason: expect.stringContaining(words) });
  });

  it('bounds depth and length', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(parseJson(nested(MAX_DEPTH + 1)).ok).toBe(true);
    expect(parseJson(nested(MAX_DEPTH + 2))).toMatchObject({
      ok: false,
      reason: 'is nested deeper than 64 levels',
    });
    expect(parseJson('['.repeat(1_000_000))).toMatchObject({
      ok: false,
      reason: 'is nested deeper than 64 levels',
    });
    expect(parseJson('"abc"', { maxLength: 4 })).toMatchObject({
      ok: false,
      reason: 'is longer than 4 characters',
    });
    expect(parseJson(`"${'a'.repeat(1_000_000)}"`).ok).toBe(true);
  });

  it('takes __proto__ for a key like any other', () => {
    const read = parseJson('{"__proto__":{"admin":true}}');
    expect(read.ok && Object.getPrototypeOf(read.value)).toBe(Object.prototype);
    expect(read.ok && Object.keys(read.value as object)).toEqual(['__proto__']);
  });
});
