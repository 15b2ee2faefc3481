import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';

import { asAdministrator, onServer, TEMPLATE } from './test-database.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Before the first test that needs a database: migrate the template that every test file clones, let the roles log in. */
export default async function migrateTemplate(): Promise<void> {
  await asAdministrator(async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (rowCount) await client.query(`ALTER DATABASE ${TEMPLATE} IS_TEMPLATE false ALLOW_CONNECTIONS true`);
    await client.query(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${TEMPLATE}`);
  });

  await migrate(onServer(TEMPLATE));

  const password = randomBytes(18).toString('base64url');
  await asAdministrator(async (client) => {
    const { rows } = await client.query<{ rolname: string }>(
      String.raw`SELECT rolname FROM pg_roles WHERE rolname LIKE 'evenhand\_%' ORDER BY rolname`,
    );
    for (const { rolname } of rows) await client.query(`ALTER ROLE ${rolname} LOGIN PASSWORD '${password}'`);
    await client.query(`ALTER DATABASE ${TEMPLATE} IS_TEMPLATE true ALLOW_CONNECTIONS false`);
    process.env['TEST_DATABASE_ROLES'] = rows.map(({ rolname }) => rolname).join(',');
  });
  process.env['TEST_DATABASE_PASSWORD'] = password;
}

async function migrate(url: string): Promise<void> {
  const prisma = path.join(root, 'node_modules/prisma/build/index.js');
  await promisify(execFile)(process.execPath, [prisma, 'migrate', 'deploy'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url, CHECKPOINT_DISABLE: '1' },
  });
}
