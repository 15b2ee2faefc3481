import { hexToBytes } from '@noble/hashes/utils.js';
import { fromBase64 } from '../base64';
import type { Json } from '../json/json-text';

/** Something in a pack that is not of the form it must have. */
export class PackFault extends Error {
  constructor(
    readonly where: string,
    reason: string,
  ) {
    super(reason);
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A value of a pack and where it stands. Reading it as what it is not raises {@link PackFault}. */
export class PackField {
  constructor(
    readonly value: Json,
    readonly where: string,
  ) {}

  /** The members of an object that has these and no others. */
  members<Name extends string>(...names: readonly Name[]): Readonly<Record<Name, PackField>> {
    const object = this.object();
    const stray = Object.keys(object).find((name) => !(names as readonly string[]).includes(name));
    if (stray !== undefined) throw new PackFault(`${this.where}.${stray}`, 'is unknown');
    const fields = names.map((name) => [name, this.member(object, name)] as const);
    return Object.fromEntries(fields) as Record<Name, PackField>;
  }

  list<One>(read: (field: PackField) => One): One[] {
    if (!Array.isArray(this.value)) throw new PackFault(this.where, 'is not a list');
    const values: readonly Json[] = this.value as readonly Json[];
    return values.map((one, index) => read(new PackField(one, `${this.where}[${index}]`)));
  }

  orNull<One>(read: (field: PackField) => One): One | null {
    return this.value === null ? null : read(this);
  }

  text(): string {
    if (typeof this.value !== 'string') throw new PackFault(this.where, 'is not a text');
    return this.value;
  }

  oneOf<Word extends string>(...words: readonly Word[]): Word {
    const found = words.find((word) => word === this.value);
    if (found === undefined) throw new PackFault(this.where, `is none of ${words.join(', ')}`);
    return found;
  }

  id(): string {
    const text = this.text();
    if (!UUID.test(text)) throw new PackFault(this.where, 'is not an id');
    return text;
  }

  /** A whole number from 1 on. */
  number(): number {
    if (typeof this.value !== 'number' || !Number.isSafeInteger(this.value) || this.value < 1) {
      throw new PackFault(this.where, 'is not a whole number from 1 on');
    }
    return this.value;
  }

  /** Bytes in lower-case hex. */
  hex(length: number): Uint8Array {
    const text = this.text();
    if (text.length !== 2 * length || !/^[0-9a-f]*$/.test(text)) {
      throw new PackFault(this.where, `is not ${length} bytes in hex`);
    }
    return hexToBytes(text);
  }

  base64(length: number): Uint8Array {
    const bytes = fromBase64(this.text());
    if (bytes?.length !== length) throw new PackFault(this.where, `is not ${length} bytes in base 64`);
    return bytes;
  }

  private object(): Readonly<Record<string, Json>> {
    if (this.value === null || typeof this.value !== 'object' || Array.isArray(this.value)) {
      throw new PackFault(this.where, 'is not an object');
    }
    return this.value as Readonly<Record<string, Json>>;
  }

  private member(object: Readonly<Record<string, Json>>, name: string): PackField {
    const where = `${this.where}.${name}`;
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    if (value === undefined) throw new PackFault(where, 'is missing');
    return new PackField(value, where);
  }
}
