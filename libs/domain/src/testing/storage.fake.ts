import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkedStorageKey } from '../storage/storage-key';
import { NothingStored } from '../storage/storage.errors';
import { Storage } from '../storage/storage.port';

/** Storage in memory. Keys, ranges and missing files behave as in a live one. */
export class MemoryStorage extends Storage {
  private readonly files = new Map<string, Uint8Array>();

  /** Puts bytes there without a file, for the setting of a test. */
  put(key: string, bytes: Uint8Array): void {
    this.files.set(checkedStorageKey(key), bytes);
  }

  keys(): string[] {
    return [...this.files.keys()].sort();
  }

  override async putFile(key: string, from: string): Promise<void> {
    this.put(key, await readFile(from));
  }

  override async asFile(key: string): Promise<{ path: string; release(): Promise<void> }> {
    const bytes = this.bytesOf(key);
    const folder = await mkdtemp(path.join(tmpdir(), 'evenhand-storage-'));
    const file = path.join(folder, path.basename(key));
    await writeFile(file, bytes);
    return { path: file, release: () => rm(folder, { recursive: true, force: true }) };
  }

  override size(key: string): Promise<number | null> {
    return Promise.resolve(this.files.get(checkedStorageKey(key))?.length ?? null);
  }

  override async *read(key: string, range?: { start: number; end: number }): AsyncIterable<Uint8Array> {
    const bytes = await Promise.resolve(this.bytesOf(key));
    yield range === undefined ? bytes : bytes.subarray(range.start, range.end + 1);
  }

  override remove(key: string): Promise<void> {
    this.files.delete(checkedStorageKey(key));
    return Promise.resolve();
  }

  override check(): Promise<void> {
    return Promise.resolve();
  }

  private bytesOf(key: string): Uint8Array {
    const bytes = this.files.get(checkedStorageKey(key));
    if (bytes === undefined) throw new NothingStored();
    return bytes;
  }
}
