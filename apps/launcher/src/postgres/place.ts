import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync } from 'node:fs';
import path from 'node:path';

import { Complaint } from '../progress.ts';
import { root } from '../workspace.ts';
import type { Account } from './account.ts';

/** Whether the account may enter a folder, or the nearest folder above it that exists. */
export function canEnter(folder: string, account: Account): boolean {
  let existing = path.resolve(folder);
  while (!existsSync(existing)) existing = path.dirname(existing);
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', existing], { ...account, cwd: '/' }).status === 0;
}

/** Whether the account may run a program. */
export function canRun(program: string, account: Account): boolean {
  return spawnSync(program, ['--version'], { ...account, cwd: '/' }).status === 0;
}

/**
 * A folder of this project below `/var/lib`, for what PostgreSQL's account has to reach when the project lies below a
 * home nobody else may enter. Its name holds a digest of the project's path, so that two projects never share one.
 * @throws Complaint when another account could write there
 */
export function placeOutside(): string {
  const digest = createHash('sha256').update(root).digest('hex').slice(0, 8);
  const folder = path.join('/var/lib', `evenhand-${digest}`);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const { uid, mode } = lstatSync(folder);
  const writableByOthers = (mode & 0o022) !== 0;
  if (!lstatSync(folder).isDirectory() || uid !== process.getuid?.() || writableByOthers) {
    throw new Complaint(`${folder} must be a folder that only root may write to.`);
  }
  return folder;
}
