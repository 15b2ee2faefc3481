import fc from 'fast-check';
import { canonicalJson } from './canonical';
import { MAX_DEPTH } from './json/json-text';

describe('canonical JSON of a value', () => {
  it('does not depend on the order in which keys were set', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (object) => {
        const reversed = Object.fromEntries(Object.entries(object).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(object));
      }),
    );
  });

  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
  const gap = [1, 2, 3];
  delete gap[1];

  it.each([
    ['undefined', undefined, '$ is undefined'],
    ['a missing value', { a: undefined }, '$.a is undefined'],
    ['a function', { a: [() => 1] }, '$.a[0] is function'],
    ['a symbol', [Symbol('a')], '$[0] is symbol'],
    ['a big integer', 1n, '$ is bigint'],
    ['not a number', { a: NaN }, '$.a is not a finite number'],
    ['infinity', [-Infinity], '$[0] is not a finite number'],
    ['half a surrogate pair', { a: '\ud800' }, '$.a holds half a surrogate pair'],
    ['half a surrogate pair in a key', { '\udc00': 1 }, '(key) holds half a surrogate pair'],
    ['a date', { a: new Date(0) }, '$.a is not plain JSON'],
    ['a class', new Map(), '$ is not plain JSON'],
    ['a gap in a list', { a: gap }, '$.a has gaps'],
    ['a list with more than a list', Object.assign([1], { toJSON: 1 }), '$ has gaps or is more than a list'],
    ['a circle', circle, 'nested deeper'],
    ['too many levels', nested(MAX_DEPTH + 1), 'nested deeper'],
  ])('refuses %s and says where', (_, value, words) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(() => canonicalJson(value)).toThrow(words);
  });

  it('takes as many levels as it says', () => {
    expect(canonicalJson(nested(MAX_DEPTH))).toHaveLength(2 * MAX_DEPTH + 1);
  });

  // The table of RFC 8785 appendix B: the number with these bits, and its canonical text.
  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the number %s as %s', (bits, text) => {
    expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text);
  });
});
