import 'reflect-metadata';
import { createLog, readSettings } from '@evenhand/platform';
import { createApi } from './wiring/create-api';

const settings = readSettings();
const log = createLog('api', settings.LOG_LEVEL);
const app = await createApi(settings);
await app.listen(settings.PORT, settings.HOST);
log.info({ host: settings.HOST, port: settings.PORT }, 'api listening');
