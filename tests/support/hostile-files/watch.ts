import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import path from 'node:path';

/** The most that anything started from here took at one time. */
export interface Peaks {
  /** Resident memory of the largest process below this one, in bytes. */
  memoryBytes: number;
  /** Open files of the process with most of them. */
  descriptors: number;
  /** Bytes below the folder that is watched. */
  diskBytes: number;
}

const EVERY_MS = 15;

/**
 * Looks every few milliseconds at the processes this one has started, by /proc, and at a folder. Where there is no /proc
 * memory and descriptors stay 0: the report says so.
 */
export function watch(folder: string): { stop: () => Peaks } {
  const peaks: Peaks = { memoryBytes: 0, descriptors: 0, diskBytes: 0 };
  const look = () => {
    peaks.diskBytes = Math.max(peaks.diskBytes, bytesBelow(folder));
    for (const pid of descendants()) {
      // Of what is watched only the media tools themselves: the tracer's memory is not theirs.
      if (!/ff(mpeg|probe)/.test(path.basename(link(`/proc/${pid}/exe`)))) continue;
      peaks.memoryBytes = Math.max(peaks.memoryBytes, highWater(pid));
      peaks.descriptors = Math.max(peaks.descriptors, entries(`/proc/${pid}/fd`).length);
    }
  };
  const timer = setInterval(look, EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return peaks;
    },
  };
}

/** Processes started by this one, and by those. */
export function descendants(of = process.pid): number[] {
  const children = entries(`/proc/${of}/task`).flatMap((task) =>
    content(`/proc/${of}/task/${task}/children`).split(' ').filter(Boolean).map(Number),
  );
  return children.flatMap((child) => [child, ...descendants(child)]);
}

const highWater = (pid: number): number =>
  1024 * Number(/VmHWM:\s+(\d+)/.exec(content(`/proc/${pid}/status`))?.[1] ?? 0);

function bytesBelow(folder: string): number {
  return entries(folder).reduce((sum, name) => {
    const found = statSync(path.join(folder, name), { throwIfNoEntry: false });
    if (!found) return sum;
    return sum + (found.isDirectory() ? bytesBelow(path.join(folder, name)) : found.size);
  }, 0);
}

/** What is gone by the time it is looked at counts as empty. */
function attempt<Found>(look: () => Found, otherwise: Found): Found {
  try {
    return look();
  } catch {
    return otherwise;
  }
}
const entries = (folder: string) => attempt(() => readdirSync(folder), []);
const content = (file: string) => attempt(() => readFileSync(file, 'latin1'), '');
const link = (file: string) => attempt(() => readlinkSync(file), '');
