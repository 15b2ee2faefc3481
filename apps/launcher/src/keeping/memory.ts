import { readPrivate, writePrivate } from './private-file.ts';

/** With demo rows; empty, for a person to set up; or run by an operator who configures it. */
export type Mode = 'demo' | 'empty' | 'operator';

/** What a start tells the next one. */
export interface Memory {
  /** How this installation was begun. */
  readonly mode?: Mode;
  /** Where PostgreSQL listened last. */
  readonly postgresPort?: number;
  /** Where the embedded database lies. */
  readonly postgresData?: string;
}

/** Reads what was remembered; nothing at the first start. */
export function recall(file: string): Memory {
  return readPrivate<Memory>(file) ?? {};
}

/** Remembers something in addition to what is remembered already. */
export function remember(file: string, addition: Memory): void {
  writePrivate(file, { ...recall(file), ...addition });
}
