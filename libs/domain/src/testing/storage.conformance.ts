import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NothingStored, StorageKeyRefused } from '../storage/storage.errors';
import type { Storage } from '../storage/storage.port';

const key = 'media/8d0f2e7a-6c53-4a0e-9d5f-0b7c2d1e3f4a.webm';
const text = 'one two three four five six seven';

/** What every Storage does. @param open an empty storage; called before each test */
export function storageConformance(name: string, open: () => Promise<Storage>): void {
  describe(`${name} as Storage`, () => {
    let storage: Storage;
    let folder: string;
    let file: string;

    beforeEach(async () => {
      storage = await open();
      folder = await mkdtemp(path.join(tmpdir(), 'evenhand-conformance-'));
      file = path.join(folder, 'source');
      await writeFile(file, text);
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));

    const contentOf = async (range?: { start: number; end: number }): Promise<string> => {
      const parts: Uint8Array[] = [];
      for await (const part of storage.read(key, range)) parts.push(part);
      return Buffer.concat(parts).toString('utf8');
    };

    it('gives back what was put, whole and in ranges', async () => {
      await storage.putFile(key, file);
      expect(await storage.size(key)).toBe(text.length);
      expect(await contentOf()).toBe(text);
      expect(await contentOf({ start: 4, end: 6 })).toBe('two');
      expect(await contentOf({ start: 0, end: 0 })).toBe('o');
      expect(await contentOf({ start: text.length - 1, end: text.length - 1 })).toBe('n');
    });

    it('leaves the source where it was and replaces what lay there', async () => {
      await storage.putFile(key, file);
      await writeFile(file, 'newer');
      await storage.putFile(key, file);
      expect(await contentOf()).toBe('newer');
      expect(await readFile(file, 'utf8')).toBe('newer');
    });

    it('makes the bytes available as a file until released', async () => {
      await storage.putFile(key, file);
      const local = await storage.asFile(key);
      expect(await readFile(local.path, 'utf8')).toBe(text);
      await local.release();
      expect(await contentOf()).toBe(text);
    });

    it('keeps an empty file', async () => {
      await writeFile(file, '');
      await storage.putFile(key, file);
      expect(await storage.size(key)).toBe(0);
      expect(await contentOf()).toBe('');
    });

    it('says so when nothing lies there', async () => {
      expect(await storage.size(key)).toBeNull();
      await expect(contentOf()).rejects.toThrow(NothingStored);
      await expect(storage.asFile(key)).rejects.toThrow(NothingStored);
    });

    it('removes, and does not mind removing twice', async () => {
      await storage.putFile(key, file);
      await storage.remove(key);
      await storage.remove(key);
      expect(await storage.size(key)).toBeNull();
    });

    it.each([
      '../secrets.json',
      'media/../../secrets.json',
      'media/..',
      '/etc/passwd',
      'media/a/b',
      'media\\a',
      'media/.hidden',
      'media/a\0b',
      'media/%2e%2e',
      'other/a',
      'media/',
      '',
    ])('refuses the key %j wherever it is used', async (bad) => {
      const drain = async (): Promise<void> => {
        for await (const part of storage.read(bad)) expect(part).toBeUndefined();
      };
      const attempts = [
        () => storage.putFile(bad, file),
        () => storage.asFile(bad),
        () => storage.size(bad),
        () => storage.remove(bad),
        drain,
      ];
      for (const attempt of attempts) {
        await expect((async () => void (await attempt()))()).rejects.toBeInstanceOf(StorageKeyRefused);
      }
    });

    it('passes its own check', async () => {
      await expect(storage.check()).resolves.toBeUndefined();
    });
  });
}
