import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';

import { codeOf } from '../fault-code.ts';
import { identify, type Identity } from '../processes/identity.ts';

/** A PostgreSQL server that runs on a data directory. */
export interface RunningServer {
  readonly identity: Identity;
  readonly port: number;
}

/**
 * The server that runs on a data directory, as its `postmaster.pid` tells. A file left by a kill or a power cut may hold
 * the number of another program by now, or of a dead process nobody has buried; then it is removed, because PostgreSQL
 * would take that for a running server. A file whose number is free is PostgreSQL's own business.
 */
export function findServer(dataDirectory: string): RunningServer | undefined {
  const file = path.join(dataDirectory, 'postmaster.pid');
  const written = readPostmasterFile(file);
  if (!written) return undefined;
  const identity = identify(written.pid);
  if (identity && servesDirectory(identity, dataDirectory)) return { identity, port: written.port };
  if (isTaken(written.pid)) rmSync(file, { force: true });
  return undefined;
}

/** Process number and port out of `postmaster.pid` (its lines 1 and 4). */
export function parsePostmasterFile(content: string): { pid: number; port: number } {
  const lines = content.split('\n');
  return { pid: Math.abs(Number(lines[0])), port: Number(lines[3]) };
}

function readPostmasterFile(file: string): { pid: number; port: number } | undefined {
  try {
    return parsePostmasterFile(readFileSync(file, 'utf8'));
  } catch (fault) {
    if (codeOf(fault) === 'ENOENT') return undefined;
    throw fault;
  }
}

/** A server works inside its data directory and names it on its command line. */
function servesDirectory({ pid, command }: Identity, dataDirectory: string): boolean {
  if (!command.includes('postgres')) return false;
  if (process.platform !== 'linux') return command.includes(dataDirectory);
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataDirectory);
  } catch {
    return false; // another account's process, hence not ours
  }
}

function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return codeOf(fault) === 'EPERM';
  }
}
