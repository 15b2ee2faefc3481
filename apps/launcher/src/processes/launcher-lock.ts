import { readFileSync, rmSync, writeFileSync } from 'node:fs';

import { codeOf } from '../fault-code.ts';
import { readPrivate } from '../keeping/private-file.ts';
import { identify, stillRuns, type Identity } from './identity.ts';

/** Another launcher works in the same folder. */
export class AlreadyRunning extends Error {
  readonly pid: number;

  constructor(pid: number) {
    super(`A launcher runs already (process ${pid}).`);
    this.pid = pid;
  }
}

/**
 * Takes the lock that keeps two launchers out of one `.evenhand`. A lock whose launcher was killed is taken over.
 * @returns what gives the lock back
 * @throws AlreadyRunning
 */
export function takeLock(file: string): () => void {
  const own = identify(process.pid) ?? { pid: process.pid, startedAt: '', command: '' };
  const content = `${JSON.stringify(own)}\n`;
  try {
    writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
  } catch (fault) {
    if (codeOf(fault) !== 'EEXIST') throw fault;
    const holder = holderOf(file);
    if (holder && stillRuns(holder)) throw new AlreadyRunning(holder.pid);
    rmSync(file, { force: true });
    return takeLock(file);
  }
  return () => {
    if (contentOf(file) === content) rmSync(file, { force: true });
  };
}

function holderOf(file: string): Identity | undefined {
  try {
    return readPrivate<Identity>(file);
  } catch {
    return undefined; // cut off in the middle of writing
  }
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (fault) {
    if (codeOf(fault) === 'ENOENT') return undefined;
    throw fault;
  }
}
