import pg from 'pg';

/** Migrated once per run by the global set-up; every test file gets a clone of it. */
export const TEMPLATE = 'evenhand_template';

/**
 * Connection string of the test server's administrator. `npm test` starts a throwaway PostgreSQL and passes it on.
 * @throws when there is none: tests that need a database never skip themselves.
 */
export function testServerUrl(): URL {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) {
    throw new Error(
      'These tests need a database. Run them with `npm test -- integration` (or journeys, security).',
    );
  }
  return new URL(url);
}

/** The same server, another database, optionally as another role. */
export function onServer(database: string, as?: { role: string; password: string }): string {
  const url = testServerUrl();
  url.pathname = `/${database}`;
  if (as) {
    url.username = as.role;
    url.password = as.password;
  }
  return url.href;
}

/** Runs statements as the administrator of the test server, in its `postgres` database. */
export async function asAdministrator<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(onServer('postgres'));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
