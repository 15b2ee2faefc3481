import type { Json } from '@evenhand/ledger';
import { fromBase64 } from '@evenhand/ledger';
import { Unreadable } from './unreadable.errors';

/** An object of the input, read field by field. Whatever is missing or of another kind is named by its place. */
export class Fields {
  private readonly members: ReadonlyMap<string, Json>;

  /** @throws Unreadable for anything but an object */
  constructor(
    value: Json,
    readonly path: string,
  ) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      throw new Unreadable(path, 'is not an object');
    }
    this.members = new Map(Object.entries(value));
  }

  /** Whether the field is there and not null. */
  has(name: string): boolean {
    return (this.members.get(name) ?? null) !== null;
  }

  text(name: string): string {
    return this.textAt(this.required(name), `${this.path}.${name}`);
  }

  /** A whole number from 0 on; what a double cannot hold exactly comes as the nearest it can. */
  count(name: string): number {
    const value = this.required(name);
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
      throw new Unreadable(`${this.path}.${name}`, 'is not a whole number from 0 on');
    }
    return value;
  }

  /** Bytes in base 64. */
  bytes(name: string): Uint8Array {
    return this.bytesAt(this.required(name), `${this.path}.${name}`);
  }

  /** A list of texts. */
  texts(name: string): string[] {
    return this.list(name).map((one, index) => this.textAt(one, `${this.path}.${name}[${index}]`));
  }

  /** A list of bytes in base 64; null stands for the empty list. */
  allBytes(name: string): Uint8Array[] {
    if (this.members.get(name) === null) return [];
    return this.list(name).map((one, index) => this.bytesAt(one, `${this.path}.${name}[${index}]`));
  }

  private list(name: string): readonly Json[] {
    const value = this.required(name);
    if (!Array.isArray(value)) throw new Unreadable(`${this.path}.${name}`, 'is not a list');
    return value as readonly Json[];
  }

  private required(name: string): Json {
    const value = this.members.get(name);
    if (value === undefined) throw new Unreadable(`${this.path}.${name}`, 'is missing');
    return value;
  }

  private textAt(value: Json, where: string): string {
    if (typeof value !== 'string') throw new Unreadable(where, 'is not a text');
    return value;
  }

  private bytesAt(value: Json, where: string): Uint8Array {
    const bytes = fromBase64(this.textAt(value, where));
    if (bytes === undefined) throw new Unreadable(where, 'is not base 64');
    return bytes;
  }
}
