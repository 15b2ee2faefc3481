import type { Margins } from '../distributions/hypergeometric.ts';
import type { Table } from '../exact/table.ts';

/** A stratum as its margins and its upper left cell. */
export interface Stratum extends Margins {
  readonly observed: number;
  readonly table: Table;
}

/** The strata that have people in them. */
export function strataOf(tables: readonly Table[]): Stratum[] {
  return tables
    .map((table) => {
      const [[a, b], [c, d]] = table;
      return { table, observed: a, row: a + b, column: a + c, total: a + b + c + d };
    })
    .filter(({ total }) => total > 0);
}

/** Whether the margins leave more than one table, so that the stratum can say anything about an odds ratio. */
export function isInformative({ row, column, total }: Margins): boolean {
  return row > 0 && row < total && column > 0 && column < total;
}
