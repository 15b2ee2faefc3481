import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { StorageUnavailable } from '@evenhand/domain';
import { storageConformance } from '@evenhand/domain/testing';
import { FileStorage } from './file-storage.adapter';
import { openStorage } from './open-storage';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-storage-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

storageConformance('FileStorage', () => Promise.resolve(new FileStorage(path.join(folder, 'storage'))));

describe('FileStorage', () => {
  const key = 'audio/3f0c8a52-7f0e-4f5b-9a36-6d1f6f0b8d11.flac';
  const source = async (text: string): Promise<string> => {
    const file = path.join(folder, 'source');
    await writeFile(file, text);
    return file;
  };

  it('closes folders and files to other accounts', async () => {
    const storage = new FileStorage(path.join(folder, 'deep/storage'));
    await storage.putFile(key, await source('x'));
    const modeOf = async (name: string): Promise<string> =>
      ((await stat(path.join(folder, name))).mode & 0o777).toString(8);
    expect(await modeOf('deep/storage')).toBe('700');
    expect(await modeOf('deep/storage/audio')).toBe('700');
    expect(await modeOf(`deep/storage/${key}`)).toBe('600');
  });

  it('leaves no half-written file behind when the source cannot be read', async () => {
    const storage = new FileStorage(folder);
    await mkdir(path.join(folder, 'audio'));
    await expect(storage.putFile(key, path.join(folder, 'missing'))).rejects.toThrow();
    expect(await readdir(path.join(folder, 'audio'))).toEqual([]);
  });

  it('lets readers of the old bytes finish while new ones are put in place', async () => {
    const storage = new FileStorage(folder);
    await storage.putFile(key, await source('old'.repeat(100_000)));
    let length = 0;
    for await (const part of storage.read(key)) {
      if (length === 0) await storage.putFile(key, await source('new'));
      length += part.length;
    }
    expect(length).toBe(300_000);
    expect(await storage.size(key)).toBe(3);
  });

  it('says in words when its folder cannot be used', async () => {
    const notAFolder = await source('a file');
    await expect(new FileStorage(notAFolder).check()).rejects.toThrow(StorageUnavailable);
    await expect(new FileStorage(notAFolder).check()).rejects.toThrow(/Check that it exists/);
    await symlink(path.join(folder, 'nowhere'), path.join(folder, 'dangling'));
    await expect(new FileStorage(path.join(folder, 'dangling')).check()).rejects.toThrow(StorageUnavailable);
  });
});

describe('openStorage', () => {
  it('understands absolute and relative folders', () => {
    expect(openStorage('file:/var/lib/evenhand').folder).toBe('/var/lib/evenhand');
    expect(openStorage('file:///var/lib/even%20hand').folder).toBe('/var/lib/even hand');
    expect(openStorage('file:.evenhand/storage').folder).toBe(path.resolve('.evenhand/storage'));
  });

  it('refuses what it does not know, in words', () => {
    expect(() => openStorage('s3:bucket')).toThrow(/must begin with file:/);
    expect(() => openStorage('file:')).toThrow(/names no folder/);
  });
});
