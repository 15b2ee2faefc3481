/**
 * Runs before each test file that needs a database: the file gets a clone of the migrated template for itself, and finds
 * it where the processes find theirs, in DATABASE_URL (owner) and DATABASE_URL_<ROLE>. The clone goes when the file ends.
 */
import { randomBytes } from 'node:crypto';

import { asAdministrator, onServer, TEMPLATE } from './test-database.ts';

const database = `test_${randomBytes(6).toString('hex')}`;
await asAdministrator((client) =>
  client.query(`CREATE DATABASE ${database} TEMPLATE ${TEMPLATE} STRATEGY file_copy`),
);

process.env['DATABASE_URL'] = onServer(database);
const password = process.env['TEST_DATABASE_PASSWORD'] ?? '';
for (const role of (process.env['TEST_DATABASE_ROLES'] ?? '').split(',')) {
  const name = role.replace(/^evenhand_/, '').toUpperCase();
  process.env[`DATABASE_URL_${name}`] = onServer(database, { role, password });
}

afterAll(async () => {
  await asAdministrator((client) => client.query(`DROP DATABASE ${database} WITH (FORCE)`));
});
