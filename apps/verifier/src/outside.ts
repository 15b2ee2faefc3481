/** Everything that is not arguments: standard input, files, time and randomness. Specs give their own. */
export interface Outside {
  /** All of standard input; asked for only when it is needed. */
  input(): Promise<Uint8Array>;
  /** A file, piece by piece. Fails while it is read when there is none. */
  read(file: string): AsyncIterable<Uint8Array>;
  /** A small text file of ours; undefined when there is none. */
  kept(file: string): string | undefined;
  /** Writes such a file for this account alone, whole or not at all. */
  keep(file: string, content: string): void;
  /** Seconds since the epoch. */
  now(): number;
  random(length: number): Uint8Array;
}
