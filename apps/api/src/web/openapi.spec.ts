import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createApi } from '../wiring/create-api';
import { referenceSettings } from '../wiring/reference-settings';
import { ApiReference } from './api-reference';

const committed = path.resolve(import.meta.dirname, '../../../../docs/openapi.json');

test('docs/openapi.json says what the api does; after a change: node dist/apps/api/main.js --openapi > docs/openapi.json', async () => {
  const app = await createApi(referenceSettings());
  const document = app.get(ApiReference, { strict: false }).document();
  await app.close();
  expect(JSON.parse(readFileSync(committed, 'utf8'))).toEqual(JSON.parse(JSON.stringify(document)));
});
