import { buildProcesses } from '../../../apps/launcher/src/building/build-changed.ts';
import { startThrowawayPostgres } from '../../../apps/launcher/src/postgres/throwaway-postgres.ts';
import { makeKeptFolders } from '../../../apps/launcher/src/workspace.ts';
import migrateTemplate from '../../support/global-setup.ts';

/** Builds what changed and brings a PostgreSQL up for as long as the work takes. `npm test` has one already. */
export async function withServer<T>(say: (line: string) => void, work: () => Promise<T>): Promise<T> {
  makeKeptFolders();
  await buildProcesses(say);
  const postgres = await startThrowawayPostgres();
  try {
    process.env['TEST_DATABASE_URL'] = postgres.url;
    await migrateTemplate();
    return await work();
  } finally {
    await postgres.stop();
  }
}
