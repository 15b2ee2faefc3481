import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { identify, stillRuns, type Identity } from './identity.ts';
import { ProcessRecord } from './process-record.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'evenhand-spec-'));
const file = path.join(folder, 'processes.json');
afterAll(() => rmSync(folder, { recursive: true }));

function startSleeper(): { child: ChildProcess; identity: Identity } {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 10000)'], { detached: true });
  const identity = identify(child.pid ?? 0);
  if (!identity) throw new Error('the sleeper did not start');
  return { child, identity };
}

describe('what a killed launcher left behind', () => {
  it('is ended by the next one, and only once', async () => {
    const { child, identity } = startSleeper();
    new ProcessRecord(file).add('worker', identity);
    const ended = once(child, 'exit');

    expect(await new ProcessRecord(file).endLeftovers()).toEqual(['worker']);
    await ended;
    expect(await new ProcessRecord(file).endLeftovers()).toEqual([]);
  });

  it('is left alone when its number belongs to another program by now', async () => {
    const { child, identity } = startSleeper();
    new ProcessRecord(file).add('api', { ...identity, startedAt: 'before the reboot:1' });

    expect(await new ProcessRecord(file).endLeftovers()).toEqual([]);
    expect(stillRuns(identity)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  it('holds nothing of a process that was stopped in order', async () => {
    const record = new ProcessRecord(file);
    const identity = { pid: 1, startedAt: 'x', command: 'y' };
    record.add('api', identity);
    record.remove(identity);

    expect(await new ProcessRecord(file).endLeftovers()).toEqual([]);
  });
});
