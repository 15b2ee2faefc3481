import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { Secrets } from './secrets.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'evenhand-spec-'));
const file = path.join(folder, 'secrets.json');
afterAll(() => rmSync(folder, { recursive: true }));

describe('secrets', () => {
  it('stay the same from start to start, and differ by name', () => {
    const first = new Secrets(file);
    const made = [first.get('postgres'), first.get('scratch')];
    const later = new Secrets(file);

    expect([later.get('postgres'), later.get('scratch')]).toEqual(made);
    expect(made[0]).not.toBe(made[1]);
    expect(Buffer.from(made[0] ?? '', 'base64url')).toHaveLength(32);
  });

  it('can be read by their owner only', () => {
    new Secrets(file).get('postgres');

    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});
