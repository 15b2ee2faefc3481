import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { findServer, parsePostmasterFile } from './postmaster-file.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'evenhand-spec-'));
const file = path.join(folder, 'postmaster.pid');
afterAll(() => rmSync(folder, { recursive: true }));

const content = (pid: number): string => [pid, folder, 1795525764, 54329, '', '127.0.0.1'].join('\n');

describe('postmaster.pid', () => {
  it('names the server and its port', () => {
    expect(parsePostmasterFile(content(4711))).toEqual({ pid: 4711, port: 54329 });
  });

  it('is removed when its number belongs to another program, which PostgreSQL would take for a server', () => {
    writeFileSync(file, content(process.pid));

    expect(findServer(folder)).toBeUndefined();
    expect(existsSync(file)).toBe(false);
  });

  it('is left to PostgreSQL when nothing has its number: sessions of the dead server may still be ending', () => {
    writeFileSync(file, content(4_194_303));

    expect(findServer(folder)).toBeUndefined();
    expect(existsSync(file)).toBe(true);
  });
});
