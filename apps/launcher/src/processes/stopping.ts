import { setTimeout as wait } from 'node:timers/promises';

import { codeOf } from '../fault-code.ts';
import { stillRuns, type Identity } from './identity.ts';

/** How long a process may take to end by itself, in milliseconds. */
export const GRACE = 10_000;

/**
 * Asks a process of ours and its children to end, and ends them when they do not. It must have been started as the
 * leader of its own process group.
 * @returns whether it ended by itself
 */
export async function stopProcess(written: Identity, grace = GRACE): Promise<boolean> {
  if (!stillRuns(written)) return true;
  signalGroup(written.pid, 'SIGTERM');
  if (await isGone(written, grace)) return true;
  signalGroup(written.pid, 'SIGKILL');
  await isGone(written, grace);
  return false;
}

async function isGone(written: Identity, within: number): Promise<boolean> {
  const deadline = performance.now() + within;
  while (stillRuns(written)) {
    if (performance.now() > deadline) return false;
    await wait(50);
  }
  return true;
}

/** Signals a process group; one that is gone already is no fault. */
export function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch (fault) {
    if (codeOf(fault) !== 'ESRCH') throw fault; // that one only says that it ended in between
  }
}
