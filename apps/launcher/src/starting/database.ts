import { migrate } from '../database/prisma.ts';
import { openRoles } from '../database/roles.ts';
import type { Secrets } from '../keeping/secrets.ts';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres.ts';
import { say } from '../progress.ts';
import type { Shutdown } from './shutdown.ts';

export interface Database {
  /** The owner's address; only the launcher has it. */
  readonly ownerUrl: string;
  /** `DATABASE_URL_<ROLE>` of every role. */
  readonly addresses: Readonly<Record<string, string>>;
}

/** Brings the database up (unless an operator gave one), up to date, and open to its roles. */
export async function prepareDatabase(secrets: Secrets, shutdown: Shutdown): Promise<Database> {
  const ownerUrl = process.env['DATABASE_URL'] || (await embedded(secrets, shutdown));
  shutdown.signal.throwIfAborted();
  const applied = await migrate(ownerUrl);
  if (applied.length > 0) say(`Applied ${applied.length} migrations.`);
  return { ownerUrl, addresses: await openRoles(ownerUrl, secrets, process.env) };
}

async function embedded(secrets: Secrets, shutdown: Shutdown): Promise<string> {
  const postgres = await startEmbeddedPostgres(secrets);
  shutdown.add('PostgreSQL', () => postgres.stop());
  say(postgres.adopted ? 'PostgreSQL was still running and is taken over.' : 'PostgreSQL runs.');
  return postgres.url;
}
