import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keysIn } from './key-file';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-keys-'));
  file = path.join(folder, 'deeper', 'revealer.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const now = Date.UTC(2026, 10, 24);

describe('the key file', () => {
  it('is made at the first start, for this account alone, and read at the next', async () => {
    const [first] = await keysIn(file, now);
    expect(first?.createdAt).toEqual(new Date(now));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(path.dirname(file))).mode & 0o077).toBe(0);
    expect(await keysIn(file, now + 1)).toEqual([first]);
  });

  it.each([0o640, 0o604, 0o660])('is refused when others may read or write it (%i)', async (mode) => {
    await keysIn(file, now);
    await chmod(file, mode);
    await expect(keysIn(file, now)).rejects.toMatchObject({ code: 'key-file-open-to-others' });
    await expect(keysIn(file, now)).rejects.toThrow('chmod 600');
  });

  it.each([
    '',
    '{}',
    '{"v":1,"keys":[]}',
    '{"v":1,"keys":[{"id":"x","publicKey":"","privateKey":"secret"}]}',
    'secret',
  ])('is refused when it is not one, and its words are repeated nowhere: %s', async (text) => {
    await keysIn(file, now);
    await writeFile(file, text);
    const error = await keysIn(file, now).catch((raised: unknown) => raised);
    expect(error).toMatchObject({ code: 'key-file-unreadable' });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error as object))).not.toContain('secret');
  });

  it('is refused when somebody exchanged a public key', async () => {
    await keysIn(file, now);
    const kept = JSON.parse(await readFile(file, 'utf8')) as { keys: { publicKey: string }[] };
    await writeFile(
      file,
      JSON.stringify({
        ...kept,
        keys: [{ ...kept.keys[0], publicKey: Buffer.alloc(32).toString('base64') }],
      }),
    );
    await expect(keysIn(file, now)).rejects.toMatchObject({ code: 'key-file-unreadable' });
  });

  it('holds older keys too, the newest last', async () => {
    const [older] = await keysIn(file, now);
    const [newer] = await keysIn(path.join(folder, 'other.json'), now + 1000);
    const keys = await Promise.all(
      [path.join(folder, 'other.json'), file].map(
        async (one) => (JSON.parse(await readFile(one, 'utf8')) as { keys: unknown[] }).keys[0],
      ),
    );
    await writeFile(file, JSON.stringify({ v: 1, keys }));
    expect(await keysIn(file, now)).toEqual([older, newer]);
  });
});
