import { randomBytes } from 'node:crypto';

import { readPrivate, writePrivate } from './private-file.ts';

/** Random secrets of one installation, by name: made at first use, kept in one file that only this account may read. */
export class Secrets {
  readonly #file: string;
  readonly #known: Map<string, string>;

  constructor(file: string) {
    this.#file = file;
    this.#known = new Map(Object.entries(readPrivate<Record<string, string>>(file) ?? {}));
  }

  /** The secret of that name; 32 random bytes in base64url when it is new. It is on disk before it is returned. */
  get(name: string): string {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const made = randomBytes(32).toString('base64url');
    this.#known.set(name, made);
    writePrivate(this.#file, Object.fromEntries(this.#known));
    return made;
  }
}
