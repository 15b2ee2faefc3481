import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { fingerprint } from './fingerprint.ts';

const base = mkdtempSync(path.join(os.tmpdir(), 'evenhand-spec-'));
afterAll(() => rmSync(base, { recursive: true }));

const inputs = ['libs', 'package-lock.json'];
const write = (file: string, content: string): void => {
  mkdirSync(path.dirname(path.join(base, file)), { recursive: true });
  writeFileSync(path.join(base, file), content);
};

describe('fingerprint', () => {
  beforeAll(() => write('libs/domain/rubric.ts', 'a'));

  it.each([
    ['a changed file', 'libs/domain/rubric.ts', 'b'],
    ['a new file', 'libs/domain/anchor.ts', ''],
    ['a single file named as input', 'package-lock.json', '{}'],
  ])('changes with %s', (_, file, content) => {
    const before = fingerprint(base, inputs);
    write(file, content);

    expect(fingerprint(base, inputs)).not.toBe(before);
  });

  it.each([
    'libs/domain/rubric.spec.ts',
    'libs/domain/clock.fake.ts',
    'libs/domain/src/testing/index.ts',
    'libs/database/src/generated/client.ts',
    'libs/README.md',
    'apps/elsewhere.ts',
  ])('does not change with %s', (file) => {
    const before = fingerprint(base, inputs);
    write(file, 'x');

    expect(fingerprint(base, inputs)).toBe(before);
  });
});
