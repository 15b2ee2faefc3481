import { fillLock } from './fill-lock.ts';
import type { LockFile } from './lock-file.ts';

const asking = (optionalDependencies: Record<string, string>, more = {}) => ({
  version: '1.0.0',
  optionalDependencies,
  ...more,
});

describe('fillLock', () => {
  it('adds a platform package that npm dropped, for the machine its name tells', () => {
    const { lock, added } = fillLock<LockFile>({
      packages: {
        '': {},
        'node_modules/rolldown': asking({ '@rolldown/binding-linux-arm64-musl': '1.2.16' }),
      },
    });

    expect(added).toEqual(['@rolldown/binding-linux-arm64-musl@1.2.16']);
    expect(lock.packages['node_modules/@rolldown/binding-linux-arm64-musl']).toEqual({
      version: '1.2.16',
      os: ['linux'],
      cpu: ['arm64'],
      libc: ['musl'],
      optional: true,
    });
  });

  it('leaves what is there alone, wherever Node would find it', () => {
    const packages = {
      'node_modules/a': asking({ 'a-darwin-x64': '2.0.0' }),
      'node_modules/a-darwin-x64': { version: '2.0.0', optional: true },
      'node_modules/b/node_modules/a': asking({ 'a-darwin-x64': '2.0.0' }),
    };

    expect(fillLock({ packages })).toEqual({ lock: { packages }, added: [] });
  });

  it('lays a second version beside the package that asks for it', () => {
    const { lock } = fillLock<LockFile>({
      packages: {
        'node_modules/a-win-x64': { version: '1.0.0', optional: true },
        'node_modules/b/node_modules/a': asking({ 'a-win-x64': '2.0.0' }),
      },
    });

    expect(lock.packages['node_modules/a-win-x64']?.version).toBe('1.0.0');
    expect(lock.packages['node_modules/b/node_modules/a/node_modules/a-win-x64']).toMatchObject({
      version: '2.0.0',
      os: ['win32'],
      cpu: ['x64'],
    });
  });

  it('does not guess a version from a range', () => {
    expect(fillLock({ packages: { 'node_modules/a': asking({ fsevents: '^2.3.3' }) } }).added).toEqual([]);
  });

  it('marks what only development needs', () => {
    const { lock } = fillLock<LockFile>({
      packages: { 'node_modules/a': asking({ 'a-linux-x64-gnu': '1.0.0' }, { dev: true }) },
    });

    expect(lock.packages['node_modules/a-linux-x64-gnu']).toMatchObject({ dev: true, libc: ['glibc'] });
  });

  it('keeps the order npm writes, and everything else in the file', () => {
    const { lock } = fillLock({
      name: 'evenhand',
      packages: { '': {}, 'node_modules/b': asking({ 'a-linux-x64': '1.0.0' }) },
    });

    expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/a-linux-x64', 'node_modules/b']);
    expect(lock.name).toBe('evenhand');
  });
});
