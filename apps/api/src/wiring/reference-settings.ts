import { databaseRoles } from '@evenhand/adapters/database';
import { readSettings, type Settings } from '@evenhand/platform';

/** Settings with which the api can be put together and asked what it offers, on a machine that has nothing set up. */
export function referenceSettings(): Settings {
  const nowhere = databaseRoles.map((role): [string, string] => [
    `DATABASE_URL_${role.toUpperCase()}`,
    'postgresql://nobody@127.0.0.1:1/nothing',
  ]);
  return readSettings({
    ...Object.fromEntries<string>(nowhere),
    MEDIA_URL_SECRET: 'unused',
    LOG_LEVEL: 'silent',
  });
}
