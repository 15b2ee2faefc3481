import pg from 'pg';

/** Whether nobody has an account yet: a new installation. */
export async function hasNoPeople(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ empty: boolean }>(
      'SELECT NOT EXISTS (SELECT 1 FROM people."user") AS empty',
    );
    return rows[0]?.empty === true;
  } finally {
    await client.end();
  }
}
