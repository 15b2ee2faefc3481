import { randomBytes } from 'node:crypto';

import pg from 'pg';

import { asAdministrator, onServer, TEMPLATE } from '../../support/test-database.ts';

/** A database of a run's own, whose ids are the same in every run. */
export interface RunDatabase {
  readonly owner: pg.Client;
  readonly ownerUrl: string;
  /** `DATABASE_URL_<ROLE>` of every role. */
  readonly addresses: Readonly<Record<string, string>>;
  drop(): Promise<void>;
}

export async function makeDatabase(): Promise<RunDatabase> {
  const name = `noninterference_${randomBytes(6).toString('hex')}`;
  await asAdministrator((client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY file_copy`),
  );
  const owner = new pg.Client(onServer(name));
  await owner.connect();
  await fixChance(owner);
  const password = process.env['TEST_DATABASE_PASSWORD'] ?? '';
  const roles = (process.env['TEST_DATABASE_ROLES'] ?? '').split(',');
  const addresses = roles.map((role) => [
    `DATABASE_URL_${role.replace(/^evenhand_/, '').toUpperCase()}`,
    onServer(name, { role, password }),
  ]);
  return {
    owner,
    ownerUrl: onServer(name),
    addresses: Object.fromEntries(addresses) as Record<string, string>,
    drop: async () => {
      await owner.end();
      await asAdministrator((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

/**
 * The chance of the database: every default that draws a UUID takes the next one of its column. Signs of life are always
 * fresh, since the clock of a run makes leaps.
 */
async function fixChance(owner: pg.Client): Promise<void> {
  await owner.query(`
    CREATE SCHEMA noninterference;
    GRANT USAGE ON SCHEMA noninterference TO PUBLIC;
    CREATE TABLE noninterference.heard (candidate text, level int, said text);
    CREATE TABLE noninterference.queued (message jsonb);
    CREATE FUNCTION noninterference.uuid(place text) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER AS $$
      DECLARE hash text;
      BEGIN
        hash := md5(place || nextval('noninterference.' || quote_ident(place)));
        RETURN (left(hash, 12) || '4' || substr(hash, 14, 3) || '8' || substr(hash, 18))::uuid;
      END $$;
    CREATE FUNCTION noninterference.stay_fresh() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN NEW.seen_at := '2100-01-01'; RETURN NEW; END $$;
    CREATE TRIGGER stay_fresh BEFORE INSERT OR UPDATE ON jobs.heartbeat
      FOR EACH ROW EXECUTE FUNCTION noninterference.stay_fresh()`);
  const { rows } = await owner.query<{ table: string; column: string; drawn: string }>(`
    SELECT format('%I.%I', table_schema, table_name) AS table, column_name AS column, column_default AS drawn
    FROM information_schema.columns WHERE column_default LIKE '%gen_random_uuid()%'`);
  for (const { table, column, drawn } of rows) {
    const place = `${table}.${column}`;
    await owner.query(`CREATE SEQUENCE noninterference.${pg.escapeIdentifier(place)}`);
    const fixed = drawn.replaceAll('gen_random_uuid()', `noninterference.uuid(${pg.escapeLiteral(place)})`);
    await owner.query(
      `ALTER TABLE ${table} ALTER COLUMN ${pg.escapeIdentifier(column)} SET DEFAULT ${fixed}`,
    );
  }
}
