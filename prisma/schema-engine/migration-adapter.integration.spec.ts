import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';

import { MigrationAdapterFactory } from './migration-adapter.ts';

const factory = new MigrationAdapterFactory(process.env['DATABASE_URL'] ?? '');
let adapter: SqlDriverAdapter;
beforeAll(async () => void (adapter = await factory.connect()));
afterAll(() => adapter.dispose());

const rowsOf = async (sql: string): Promise<unknown[][]> =>
  (await adapter.queryRaw({ sql, args: [], argTypes: [] })).rows;

describe('the connection migrations run through', () => {
  it('leaves a script whole, so that a block may hold semicolons', async () => {
    await adapter.executeScript(
      `DO $$ BEGIN CREATE TABLE public.a (id int); CREATE TABLE public.b (id int); END $$;`,
    );

    expect(
      await rowsOf(`SELECT to_regclass('public.a') IS NOT NULL, to_regclass('public.b') IS NOT NULL`),
    ).toEqual([[true, true]]);
  });

  it('undoes a script that fails half-way', async () => {
    await expect(adapter.executeScript(`CREATE TABLE public.c (id int); SELECT 1 / 0;`)).rejects.toThrow();

    expect(await rowsOf(`SELECT to_regclass('public.c') IS NULL`)).toEqual([[true]]);
  });

  it('reads the one-byte columns of the catalogue', async () => {
    const sql = `SELECT relname, relkind FROM pg_class WHERE relname = 'pg_class'`;
    const { columnNames, columnTypes, rows } = await adapter.queryRaw({ sql, args: [], argTypes: [] });

    expect(columnNames).toEqual(['relname', 'relkind']);
    expect(columnTypes).toEqual([ColumnTypeEnum.Text, ColumnTypeEnum.Character]);
    expect(rows).toEqual([['pg_class', 'r']]);
  });

  it('drops its shadow database in the end', async () => {
    const shadow = await factory.connectToShadowDb();
    const { rows } = await shadow.queryRaw({ sql: 'SELECT current_database()', args: [], argTypes: [] });
    const name = String(rows[0]?.[0]);
    expect(name).toMatch(/^prisma_migrate_shadow_db_/);

    await shadow.dispose();
    expect(await rowsOf(`SELECT 1 FROM pg_database WHERE datname = '${name}'`)).toEqual([]);
  });
});
