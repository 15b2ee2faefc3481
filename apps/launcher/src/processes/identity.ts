import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Which process it is, beyond its number: numbers are given again, after a reboot the same ones at once. Only what still
 * has the same start time and command line is the process that was written down.
 */
export interface Identity {
  readonly pid: number;
  /** Linux: boot id and clock ticks since boot; elsewhere the start time as `ps` prints it. */
  readonly startedAt: string;
  readonly command: string;
}

/** The process that has this number now, or `undefined` when none runs. */
export function identify(pid: number): Identity | undefined {
  if (!Number.isSafeInteger(pid) || pid < 1) return undefined;
  return process.platform === 'linux' ? identifyOnLinux(pid) : identifyByPs(pid);
}

/** Whether the process that was written down still runs. */
export function stillRuns(written: Identity): boolean {
  const now = identify(written.pid);
  return now !== undefined && now.startedAt === written.startedAt && now.command === written.command;
}

/** State letter and start time (clock ticks since boot) out of `/proc/<pid>/stat`. */
export function readStat(stat: string): { state: string; startTicks: string } {
  // The second field is the program's name in brackets and may itself hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', startTicks: fields[19] ?? '' };
}

function identifyOnLinux(pid: number): Identity | undefined {
  try {
    const { state, startTicks } = readStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    if (state === 'Z' || state === 'X') return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { pid, startedAt: `${boot}:${startTicks}`, command };
  } catch {
    return undefined; // it ended while we looked
  }
}

function identifyByPs(pid: number): Identity | undefined {
  const { status, stdout } = spawnSync('ps', ['-o', 'lstart=,command=', '-p', String(pid)], {
    encoding: 'utf8',
  });
  const line = stdout.trim();
  if (status !== 0 || line === '') return undefined;
  return { pid, startedAt: line.slice(0, 24), command: line.slice(24).trim() };
}
