import canonicalize from 'canonicalize';
import { MAX_DEPTH } from './json/json-text';

/**
 * Canonical JSON (RFC 8785): the same value always gives the same text.
 *
 * @throws TypeError for what has no canonical form: undefined, functions, non-finite numbers, lone surrogates, gaps in
 * lists, classes, circles and anything nested deeper than {@link MAX_DEPTH}
 */
export function canonicalJson(value: unknown): string {
  refuseWhatCannotBe(value, '$', 0);
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('This value has no canonical JSON.');
  return text;
}

function refuseWhatCannotBe(value: unknown, path: string, depth: number): void {
  if (depth > MAX_DEPTH) throw new TypeError(`${path} is nested deeper than ${MAX_DEPTH} levels.`);
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
      if (Array.isArray(value)) refuseInList(value, path, depth);
      else if (isPlain(value)) refuseInObject(value, path, depth);
      else throw new TypeError(`${path} is not plain JSON.`);
      return;
    default:
      throw new TypeError(`${path} is ${typeof value}, which JSON does not have.`);
  }
}

function refuseInList(list: readonly unknown[], path: string, depth: number): void {
  if (Object.keys(list).length !== list.length)
    throw new TypeError(`${path} has gaps or is more than a list.`);
  list.forEach((one, index) => refuseWhatCannotBe(one, `${path}[${index}]`, depth + 1));
}

function refuseInObject(object: Record<string, unknown>, path: string, depth: number): void {
  for (const [key, one] of Object.entries(object)) {
    refuseWhatCannotBe(key, `${path} (key)`, depth);
    refuseWhatCannotBe(one, `${path}.${key}`, depth + 1);
  }
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
