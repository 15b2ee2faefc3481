import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

import { codeOf } from '../fault-code.ts';

/** Reads a JSON file that only this account may read, or `undefined` when there is none. */
export function readPrivate<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (fault) {
    if (codeOf(fault) === 'ENOENT') return undefined;
    throw fault;
  }
}

/** Writes a JSON file with mode 0600, whole or not at all: a kill in the middle leaves the previous content. */
export function writePrivate(file: string, content: unknown): void {
  const draft = `${file}.${process.pid}.new`;
  try {
    writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
    chmodSync(draft, 0o600);
    renameSync(draft, file);
  } catch (fault) {
    rmSync(draft, { force: true });
    throw fault;
  }
}
