/** Where bytes lie: a folder or an object store. Keys are random and say nothing about people. */
export abstract class Storage {
  /** Writes a local file under the key; replaces what was there. */
  abstract putFile(key: string, path: string): Promise<void>;
  /** Makes the bytes available as a local file and returns its path; call `release` when done. */
  abstract asFile(key: string): Promise<{ path: string; release(): Promise<void> }>;
  /** Size in bytes, or null when nothing lies under the key. */
  abstract size(key: string): Promise<number | null>;
  /** Bytes from `start` to `end`, both included. */
  abstract read(key: string, range?: { start: number; end: number }): AsyncIterable<Uint8Array>;
  /** Removing what is not there is no error. */
  abstract remove(key: string): Promise<void>;
  /** Raises an error in words when bytes cannot be written and read back. */
  abstract check(): Promise<void>;
}
