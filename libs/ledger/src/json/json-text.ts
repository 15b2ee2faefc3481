import type { Checked } from '../checked';
import { accept, refuse } from '../checked';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** How deep lists and objects may lie in each other. */
export const MAX_DEPTH = 64;
/** How many UTF-16 units a text may have unless the caller says otherwise. */
export const MAX_LENGTH = 2 ** 20;

export interface TextBounds {
  /** What the outermost value is called in the place of a fault. */
  readonly root?: string;
  readonly maxLength?: number;
}

const WHITE_SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const QUOTE = '"';
const BACKSLASH = '\\';
const LITERALS: readonly (readonly [string, Json])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

/**
 * Reads JSON that means the same to every reader (RFC 8259, with what I-JSON, RFC 7493, demands for canonical JSON): no
 * key twice in an object, no lone surrogates, no number beyond the range of a double, nothing after the value, nothing
 * nested deeper than {@link MAX_DEPTH}.
 */
export function parseJson(
  text: string,
  { root = '$', maxLength = MAX_LENGTH }: TextBounds = {},
): Checked<Json> {
  if (text.length > maxLength) return refuse(root, `is longer than ${maxLength} characters`);
  try {
    return accept(new JsonText(text).whole(root));
  } catch (fault) {
    if (fault instanceof JsonFault) return refuse(fault.where, fault.message);
    throw fault;
  }
}

class JsonFault extends Error {
  constructor(
    readonly where: string,
    message: string,
  ) {
    super(message);
  }
}

class JsonText {
  private at = 0;

  constructor(private readonly text: string) {}

  whole(root: string): Json {
    const value = this.value(root, 0);
    this.skipSpace();
    if (this.at < this.text.length) throw this.unexpected(root);
    return value;
  }

  private value(path: string, depth: number): Json {
    if (depth > MAX_DEPTH) throw new JsonFault(path, `is nested deeper than ${MAX_DEPTH} levels`);
    this.skipSpace();
    switch (this.text[this.at]) {
      case '{':
        return this.object(path, depth);
      case '[':
        return this.list(path, depth);
      case '"':
        return this.string(path);
      default:
        return this.literal(path);
    }
  }

  private list(path: string, depth: number): Json {
    const list: Json[] = [];
    this.at += 1;
    if (this.takes(']')) return list;
    do {
      list.push(this.value(`${path}[${list.length}]`, depth + 1));
    } while (this.takes(','));
    this.mustTake(']', path);
    return list;
  }

  private object(path: string, depth: number): Json {
    const members = new Map<string, Json>();
    this.at += 1;
    if (this.takes('}')) return {};
    do {
      this.skipSpace();
      const key = this.string(path);
      const place = `${path}.${key}`;
      if (members.has(key)) throw new JsonFault(place, 'is there twice');
      this.mustTake(':', place);
      members.set(key, this.value(place, depth + 1));
    } while (this.takes(','));
    this.mustTake('}', path);
    // Object.fromEntries defines properties, so that a key __proto__ is a key like any other.
    return Object.fromEntries(members);
  }

  private string(path: string): string {
    const token = this.text.slice(this.at, this.endOfString());
    let value: string;
    try {
      value = JSON.parse(token) as string;
    } catch {
      throw this.unexpected(path);
    }
    if (typeof value !== 'string') throw this.unexpected(path);
    if (!value.isWellFormed()) throw new JsonFault(path, 'holds half a surrogate pair');
    this.at += token.length;
    return value;
  }

  /** Behind the closing quote of the string that begins here, or the end of the text. */
  private endOfString(): number {
    let end = this.at + 1;
    while (end < this.text.length && this.text[end] !== QUOTE) end += this.text[end] === BACKSLASH ? 2 : 1;
    return end + 1;
  }

  private literal(path: string): Json {
    for (const [word, value] of LITERALS) {
      if (!this.text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return value;
    }
    const token = this.match(NUMBER);
    if (token === undefined) throw this.unexpected(path);
    const number = Number(token);
    if (!Number.isFinite(number)) throw new JsonFault(path, 'is a number beyond every double');
    return number;
  }

  private takes(character: string): boolean {
    this.skipSpace();
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private mustTake(character: string, path: string): void {
    if (!this.takes(character)) throw this.unexpected(path);
  }

  private skipSpace(): void {
    this.match(WHITE_SPACE);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const token = pattern.exec(this.text)?.[0];
    if (token !== undefined) this.at += token.length;
    return token;
  }

  private unexpected(path: string): JsonFault {
    const found = this.at < this.text.length ? `unexpected character ${this.at + 1}` : 'unexpected end';
    return new JsonFault(path, `is not JSON: ${found}`);
  }
}
