import { readFileSync } from 'node:fs';

/** What a piece of work took: wall clock, and processor time of this process and of the children that ended meanwhile. */
export interface Consumption {
  readonly wallMs: number;
  /** Null where the system does not tell what children used. */
  readonly cpuMs: number | null;
}

/** Runs the work once, whatever comes of it, and tells what it took. */
export async function consumptionOf(work: () => Promise<unknown>): Promise<Consumption> {
  const children = childrenCpuMs();
  const own = process.cpuUsage();
  const start = performance.now();
  await work();
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(own);
  const childrenAfter = childrenCpuMs();
  const known = children !== null && childrenAfter !== null;
  return { wallMs, cpuMs: known ? (user + system) / 1000 + childrenAfter - children : null };
}

/** Linux: fields 16 and 17 of /proc/self/stat, in ticks of 10 ms. proc(5). */
function childrenCpuMs(): number | null {
  try {
    const fields = readFileSync('/proc/self/stat', 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[13]) + Number(fields[14])) * 10;
  } catch {
    return null;
  }
}
