import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 25;

/** Watches how much memory the children of this process take at most, each for itself. Linux only. */
export class PeakMemory {
  private peak: number | null = null;
  private readonly timer = setInterval(() => this.look(), LOOK_EVERY_MS);

  /** @returns bytes of the largest child seen, or null where the system does not tell */
  stop(): number | null {
    clearInterval(this.timer);
    return this.peak;
  }

  private look(): void {
    for (const pid of childrenOf(process.pid)) {
      const kilobytes = highWaterMark(pid);
      if (kilobytes !== null) this.peak = Math.max(this.peak ?? 0, kilobytes * 1024);
    }
  }
}

function childrenOf(pid: number): string[] {
  return (read(`/proc/${pid}/task/${pid}/children`) ?? '').split(' ').filter((child) => child !== '');
}

/** Kilobytes: the most the process has had in memory so far. proc(5), VmHWM. */
function highWaterMark(pid: string): number | null {
  const found = /^VmHWM:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`) ?? '');
  return found ? Number(found[1]) : null;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return null;
  }
}
