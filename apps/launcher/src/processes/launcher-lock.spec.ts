import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { identify } from './identity.ts';
import { AlreadyRunning, takeLock } from './launcher-lock.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'evenhand-spec-'));
const file = path.join(folder, 'launcher.lock');
afterAll(() => rmSync(folder, { recursive: true }));

describe('the launcher lock', () => {
  it('keeps a second launcher out until it is given back', () => {
    const giveBack = takeLock(file);

    expect(() => takeLock(file)).toThrow(AlreadyRunning);
    giveBack();
    takeLock(file)();
    expect(existsSync(file)).toBe(false);
  });

  it.each([
    ['a launcher that was killed', JSON.stringify({ ...identify(process.pid), startedAt: 'earlier' })],
    ['a launcher that was killed while it wrote', '{"pid": 1'],
  ])('is taken over from %s', (_, content) => {
    writeFileSync(file, content);

    takeLock(file)();
    expect(existsSync(file)).toBe(false);
  });
});
