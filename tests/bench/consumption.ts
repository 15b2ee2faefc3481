/** What a piece of work took: wall clock, and processor time of this process and of the children that ended meanwhile. */
import { readFileSync } from 'node:fs';

export interface Consumption {
  readonly wallMs: number;
  /** Null where the system does not tell what children used. */
  readonly cpuMs: number | null;
}

/** Runs the work once and says what it took. */
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

/** The value in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = low] = sorted.slice(middle - (sorted.length % 2 === 0 ? 1 : 0), middle + 1);
  return (low + high) / 2;
}
