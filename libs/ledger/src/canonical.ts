import canonicalize from 'canonicalize';

/**
 * Canonical JSON (RFC 8785): the same value always gives the same bytes.
 *
 * @throws TypeError for what has no canonical form: undefined, functions, non-finite numbers, lone surrogates
 */
export function canonicalJson(value: unknown): string {
  refuseWhatCannotBe(value, '$');
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('This value has no canonical JSON.');
  return text;
}

function refuseWhatCannotBe(value: unknown, path: string): void {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw new TypeError(`${path} holds half a surrogate pair.`);
      return;
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${path} is not a finite number.`);
      return;
    case 'boolean':
      return;
    case 'object':
      if (value === null) return;
      if (Array.isArray(value)) value.forEach((one, index) => refuseWhatCannotBe(one, `${path}[${index}]`));
      else if (isPlain(value)) {
        for (const [key, one] of Object.entries(value)) {
          refuseWhatCannotBe(key, `${path} (key)`);
          refuseWhatCannotBe(one, `${path}.${key}`);
        }
      } else throw new TypeError(`${path} is not plain JSON.`);
      return;
    default:
      throw new TypeError(`${path} is ${typeof value}, which JSON does not have.`);
  }
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
