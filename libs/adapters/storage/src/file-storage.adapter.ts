import { randomBytes, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { checkedStorageKey, NothingStored, Storage, StorageUnavailable } from '@evenhand/domain';
import { storageTroubleOf } from './system-error';
import { copyWhole, writeWhole } from './whole-file';

/** A folder of the machine, or one that several machines mount. */
export class FileStorage extends Storage {
  /** @param folder absolute path; made when absent, closed to other accounts */
  constructor(readonly folder: string) {
    super();
  }

  override async putFile(key: string, from: string): Promise<void> {
    await telling(copyWhole(from, this.pathOf(key)));
  }

  /** The file itself, not a copy: read it, never change it. */
  override async asFile(key: string): Promise<{ path: string; release(): Promise<void> }> {
    const file = this.pathOf(key);
    await telling(stat(file));
    return { path: file, release: () => Promise.resolve() };
  }

  override async size(key: string): Promise<number | null> {
    try {
      return (await telling(stat(this.pathOf(key)))).size;
    } catch (error) {
      if (error instanceof NothingStored) return null;
      throw error;
    }
  }

  override async *read(key: string, range?: { start: number; end: number }): AsyncIterable<Uint8Array> {
    const bytes = createReadStream(this.pathOf(key), range ?? {}) as AsyncIterable<Uint8Array>;
    try {
      for await (const part of bytes) yield part;
    } catch (error) {
      throw storageTroubleOf(error);
    }
  }

  override async remove(key: string): Promise<void> {
    await telling(rm(this.pathOf(key), { force: true }));
  }

  override async check(): Promise<void> {
    const probe = this.pathOf(`checks/${randomUUID()}`);
    const text = randomBytes(32).toString('hex');
    try {
      await writeWhole(text, probe);
      if ((await readFile(probe, 'utf8')) !== text) throw new Error('read back something else');
    } catch (cause) {
      throw new StorageUnavailable(
        'The storage folder cannot be written to and read back. Check that it exists, that it belongs to the account the system runs as, and that the disk is not full.',
        { cause },
      );
    } finally {
      await rm(probe, { force: true }).catch(() => undefined);
    }
  }

  /** A checked key has one known folder and no dot segment, so the path stays inside. */
  private pathOf(key: string): string {
    return path.join(this.folder, checkedStorageKey(key));
  }
}

async function telling<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw storageTroubleOf(error);
  }
}
