import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { identify, readStat, stillRuns } from './identity.ts';

describe('readStat', () => {
  it('is not misled by a program whose name looks like more fields', () => {
    const name = '(evil) S 1 (x)';
    const fields = ['R', ...Array.from({ length: 18 }, (_, i) => String(i)), '4711', '99'];

    expect(readStat(`42 ${name} ${fields.join(' ')}`)).toEqual({ state: 'R', startTicks: '4711' });
  });
});

describe('identity of a process', () => {
  it('is recognised while it runs', () => {
    const own = identify(process.pid);

    expect(own?.command).toContain('jest');
    expect(own && stillRuns(own)).toBe(true);
  });

  it('is not confused with another program that has the same number', () => {
    const own = identify(process.pid);
    if (!own) throw new Error('this process is not found');

    expect(stillRuns({ ...own, startedAt: 'another boot:1' })).toBe(false);
    expect(stillRuns({ ...own, command: 'postgres -D elsewhere' })).toBe(false);
  });

  it('is gone once the process ended', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 10000)']);
    const identity = identify(child.pid ?? 0);
    if (!identity) throw new Error('the child is not found');
    expect(stillRuns(identity)).toBe(true);

    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(stillRuns(identity)).toBe(false);
  });
});
