/** `npm run lock`: brings package-lock.json in step with package.json, whole for every platform, and the third-party notices with it. */
import { readFileSync, writeFileSync } from 'node:fs';

import { fillLock } from './lock-file/fill-lock.ts';
import type { LockFile } from './lock-file/lock-file.ts';
import { noticesOf } from './lock-file/notices.ts';
import { runProgram } from './processes/command.ts';
import { Complaint, complain, say } from './progress.ts';
import { inProject } from './workspace.ts';

const file = inProject('package-lock.json');

try {
  say('npm resolves the dependencies …');
  const { code } = await runProgram('npm', ['install', '--package-lock-only', '--no-audit', '--no-fund'], {
    visible: true,
  });
  if (code !== 0) throw new Complaint('npm could not resolve the dependencies.');

  const { lock, added } = fillLock(JSON.parse(readFileSync(file, 'utf8')) as LockFile);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  writeFileSync(inProject('docs/third-party-notices.md'), noticesOf(lock, inProject('.')));
  say(
    `Added ${added.length} platform packages that npm had left out. Prove it with npm ci in an empty clone.`,
  );
} catch (fault) {
  complain(fault);
  process.exitCode = 1;
}
