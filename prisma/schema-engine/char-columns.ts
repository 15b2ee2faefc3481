import { ColumnTypeEnum, type SqlQueryable, type SqlResultSet } from '@prisma/driver-adapter-utils';
import type pg from 'pg';

/** PostgreSQL's one-byte internal type `"char"`: the catalogue uses it, and adapter-pg refuses it. */
const CHAR_OID = 18;
const TEXT_OID = 25;
const MARK = ' as "char"';

/**
 * Announces `"char"` columns as text before the adapter sees them, and says in the column's name what they were:
 * the name is the only thing about a column that passes through the adapter unchanged.
 */
export function carryCharColumns(client: pg.PoolClient): void {
  type Column = { name: string; dataTypeID: number };
  client.connection.prependListener('rowDescription', ({ fields }: { fields: Column[] }) => {
    for (const column of fields) {
      if (column.dataTypeID !== CHAR_OID) continue;
      column.dataTypeID = TEXT_OID;
      column.name += MARK;
    }
  });
}

/** Gives the columns marked by {@link carryCharColumns} their name back, and the type the schema engine insists on. */
export function recognisingCharColumns<Q extends SqlQueryable>(queryable: Q): Q {
  const queryRaw = queryable.queryRaw.bind(queryable);
  queryable.queryRaw = async (query) => unmarked(await queryRaw(query));
  return queryable;
}

function unmarked(result: SqlResultSet): SqlResultSet {
  const isChar = result.columnNames.map((name) => name.endsWith(MARK));
  return {
    ...result,
    columnNames: result.columnNames.map((name, i) => (isChar[i] ? name.slice(0, -MARK.length) : name)),
    columnTypes: result.columnTypes.map((type, i) => (isChar[i] ? ColumnTypeEnum.Character : type)),
  };
}
