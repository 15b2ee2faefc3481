import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LastSeen } from './last-seen';
import { logKeyIn } from './log-key';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-log-key-'));
  file = path.join(folder, 'deeper', 'log.key');
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const seed = () => new Uint8Array(32).fill(5);

describe('the log key', () => {
  it('is made at the first start, for this account alone, and is the same at the next', async () => {
    const first = await logKeyIn(file, 'log.example/1', seed);
    expect(first.key).toMatchObject({ name: 'log.example/1', type: 'note' });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const second = await logKeyIn(file, 'log.example/2', () => new Uint8Array(32).fill(6));
    expect(second.key).toEqual(first.key);
    expect(await second.sign('a\n')).toEqual(await first.sign('a\n'));
  });

  it('is one, when several programs make it at the same time', async () => {
    const made = await Promise.all(
      [1, 2, 3, 4].map((byte) => logKeyIn(file, 'a', () => new Uint8Array(32).fill(byte))),
    );
    expect(new Set(made.map(({ key }) => key.id)).size).toBe(1);
    expect((await logKeyIn(file, 'a', seed)).key).toEqual(made[0]?.key);
    expect(await readdir(path.dirname(file))).toEqual(['log.key']);
  });

  it('is kept in the form of other logs', async () => {
    await logKeyIn(file, 'log.example/1', seed);
    expect(await readFile(file, 'utf8')).toMatch(
      /^PRIVATE\+KEY\+log\.example\/1\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}\n$/,
    );
  });

  it('is refused when others may read it, and when it is none; the words quote nothing of it', async () => {
    await logKeyIn(file, 'log.example/1', seed);
    const written = await readFile(file, 'utf8');
    await chmod(file, 0o640);
    await expect(logKeyIn(file, 'a', seed)).rejects.toMatchObject({ code: 'key-file-open-to-others' });
    await chmod(file, 0o600);
    for (const broken of [
      '',
      'nonsense',
      written.slice(0, -8),
      written.replace('log.example/1', 'log.example/2'),
    ]) {
      await writeFile(file, broken);
      const refused = logKeyIn(file, 'a', seed);
      await expect(refused).rejects.toMatchObject({ code: 'log-key-unreadable' });
      await expect(refused).rejects.not.toThrow(written.slice(-20).trim());
      expect(await readFile(file, 'utf8')).toBe(broken);
    }
  });
});

describe('the last checkpoint seen', () => {
  it('is none at first, and then what was kept', async () => {
    const lastSeen = new LastSeen(path.join(folder, 'log.checkpoint'));
    expect(await lastSeen.note()).toBeUndefined();
    await lastSeen.keep('one\n');
    await lastSeen.keep('two\n');
    expect(await new LastSeen(path.join(folder, 'log.checkpoint')).note()).toBe('two\n');
  });
});
