import type { Table } from '../exact/table.ts';
import type { Pair } from '../proportions/pair.ts';
import type { Cohort, Grouping } from './cohort.ts';

/** People and selected people by stratum and group; the last group holds those of unknown group. */
export interface Tally {
  readonly strata: number;
  readonly groups: number;
  readonly n: Float64Array;
  readonly x: Float64Array;
}

/** Who is in a stage (1), and of those who was selected (1), by interview; anything else is left out. */
export interface Outcome {
  readonly among: Int8Array | null;
  readonly selected: Int8Array;
}

/** Counts an outcome by stratum (requisition, week …) and group. */
export function tally(
  { interviews }: Cohort,
  { among, selected }: Outcome,
  { groups, of }: Grouping,
  stratum: Int32Array,
  strata: number,
): Tally {
  const width = groups.length + 1;
  const [n, x] = [new Float64Array(strata * width), new Float64Array(strata * width)];
  for (let i = 0; i < interviews; i += 1) {
    const flag = selected[i] ?? -1;
    if (flag < 0 || (among !== null && among[i] !== 1)) continue;
    const group = of[i] ?? -1;
    const cell = (stratum[i] ?? 0) * width + (group < 0 ? groups.length : group);
    n[cell] = (n[cell] ?? 0) + 1;
    if (flag === 1) x[cell] = (x[cell] ?? 0) + 1;
  }
  return { strata, groups: groups.length, n, x };
}

/** People and selected people of one group over all strata. */
export function totalOf({ strata, groups, n, x }: Tally, group: number): { n: number; selected: number } {
  const whole = { n: 0, selected: 0 };
  for (let cell = group; cell < strata * (groups + 1); cell += groups + 1) {
    whole.n += n[cell] ?? 0;
    whole.selected += x[cell] ?? 0;
  }
  return whole;
}

/** A group and those it is compared with, in all and by stratum; strata where one side is empty say nothing. */
export interface Sides {
  readonly pair: Pair;
  readonly tables: readonly Table[];
}

/** Sets a group against some others. */
export function sidesOf(counted: Tally, group: number, others: readonly number[]): Sides {
  const { strata, groups, n, x } = counted;
  const tables: Table[] = [];
  const pair = { x1: 0, n1: 0, x2: 0, n2: 0 };
  for (let stratum = 0; stratum < strata; stratum += 1) {
    const start = stratum * (groups + 1);
    const [n1, x1] = [n[start + group] ?? 0, x[start + group] ?? 0];
    let [n2, x2] = [0, 0];
    for (const other of others) {
      n2 += n[start + other] ?? 0;
      x2 += x[start + other] ?? 0;
    }
    pair.n1 += n1;
    pair.x1 += x1;
    pair.n2 += n2;
    pair.x2 += x2;
    if (n1 > 0 && n2 > 0) {
      tables.push([
        [x1, n1 - x1],
        [x2, n2 - x2],
      ]);
    }
  }
  return { pair, tables };
}
