import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { installCommand, missingPrograms } from './programs.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'evenhand-spec-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('missing programs', () => {
  it('are those nowhere on the path, or there without being runnable', () => {
    writeFileSync(path.join(folder, 'ffmpeg'), '', { mode: 0o755 });
    writeFileSync(path.join(folder, 'chromium'), '', { mode: 0o644 });
    const searchPath = `/nonexistent${path.delimiter}${folder}`;

    expect(missingPrograms(['ffmpeg', 'chromium', 'redis-server'], searchPath)).toEqual([
      'chromium',
      'redis-server',
    ]);
  });

  it('come with the command that installs them', () => {
    expect(installCommand(['chromium', 'ffmpeg'])).toBe(
      'apt-get install -y --no-install-recommends chromium ffmpeg',
    );
  });
});
