import 'reflect-metadata';
import { createLog, logLastWords, logWarnings, readSettings } from '@evenhand/platform';
import { ApiReference } from './web/api-reference';
import { createApi } from './wiring/create-api';
import { referenceSettings } from './wiring/reference-settings';

if (process.argv.includes('--openapi')) {
  const app = await createApi(referenceSettings());
  const document = app.get(ApiReference, { strict: false }).document();
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  await app.close();
} else {
  const settings = readSettings();
  const log = createLog('api', settings.LOG_LEVEL);
  logWarnings(log);
  const app = await createApi(settings);
  await app.listen(settings.PORT, settings.HOST);
  logLastWords(log);
  log.info({ host: settings.HOST, port: settings.PORT }, 'api listening');
}
