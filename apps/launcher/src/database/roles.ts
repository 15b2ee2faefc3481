import pg from 'pg';

import type { Secrets } from '../keeping/secrets.ts';

const PREFIX = 'evenhand_';

/** The name of the environment variable under which a process finds the address of its role. */
export function variableOf(role: string): string {
  return `DATABASE_URL_${role.slice(PREFIX.length).toUpperCase()}`;
}

/** The owner's address with another login. */
export function addressFor(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = password;
  return url.href;
}

/**
 * Lets the roles that the migrations created log in, each with a random password kept between starts.
 * Addresses an operator gives for a role are taken as they are, and that role is left alone.
 *
 * @returns the `DATABASE_URL_<ROLE>` variables
 */
export async function openRoles(
  ownerUrl: string,
  secrets: Secrets,
  given: NodeJS.ProcessEnv,
): Promise<Record<string, string>> {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  try {
    const addresses: Record<string, string> = {};
    for (const role of await rolesOf(client)) {
      const variable = variableOf(role);
      const password = secrets.get(role);
      const ready = given[variable];
      if (!ready) {
        await client.query(
          `ALTER ROLE ${pg.escapeIdentifier(role)} LOGIN PASSWORD ${pg.escapeLiteral(password)}`,
        );
      }
      addresses[variable] = ready ?? addressFor(ownerUrl, role, password);
    }
    return addresses;
  } finally {
    await client.end();
  }
}

async function rolesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ rolname: string }>(
    'SELECT rolname FROM pg_roles WHERE starts_with(rolname, $1) ORDER BY rolname',
    [PREFIX],
  );
  return rows.map(({ rolname }) => rolname);
}
