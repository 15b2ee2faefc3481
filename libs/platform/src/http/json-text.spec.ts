import fc from 'fast-check';
import { jsonText } from './json-text';

const read = (json: string): unknown => JSON.parse(jsonText(Buffer.from(json)));

describe('the text of a JSON body', () => {
  test('keeps whatever can be stored', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const value: unknown = JSON.parse(json);
        const text = JSON.stringify(value);
        if (!/\\u0000/.test(text)) expect(read(text.toWellFormed())).toEqual(value);
      }),
    );
  });

  test('leaves out NUL and halves of characters, and nothing beside them', () => {
    expect(read('"a\\u0000b\\ud83d\\ude00c\\ud83dd\\ude00e\\\\u0000\\n\\u00e9"')).toBe(
      'ab😀c\ufffdd\ufffde\\u0000\né',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (string) => {
        const escaped = [...Array(string.length).keys()]
          .map((at) => `\\u${string.charCodeAt(at).toString(16).padStart(4, '0')}`)
          .join('');
        expect(read(`"${escaped}"`)).toBe(string.replaceAll('\0', '').toWellFormed());
      }),
    );
  });

  test('that is no UTF-8 is refused', () => {
    expect(() => jsonText(Buffer.from([0x22, 0xe9, 0x22]))).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });
});
