import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { readSettings, type Settings } from '@evenhand/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApi } from './create-api';

const html = `<!doctype html>
<html lang="en"><head><base href="/APP/"><style>body{margin:0}</style></head>
<body class="x"><evenhand-root></evenhand-root><script src="main-ABCDEFGH.js" type="module"></script></body></html>`;

/** The real api on the database of the test file, listening nowhere, with small web apps and a storage of its own. */
export interface ApiUnderTest {
  readonly app: NestFastifyApplication;
  readonly settings: Settings;
  readonly folder: string;
  close(): Promise<void>;
}

/** @param environment the test's environment, which knows the databases, and settings on top of it */
export async function apiUnderTest(environment: Record<string, string | undefined>): Promise<ApiUnderTest> {
  const folder = mkdtempSync(path.join(tmpdir(), 'evenhand-api-'));
  for (const app of ['console', 'interview']) {
    const root = path.join(folder, 'web', app, 'browser');
    mkdirSync(root, { recursive: true });
    writeFileSync(path.join(root, 'index.html'), html.replace('APP', app));
    writeFileSync(path.join(root, 'main-ABCDEFGH.js'), 'console.log(1)');
    writeFileSync(path.join(root, 'main-ABCDEFGH.js.br'), brotliCompressSync('console.log(1)'));
    writeFileSync(path.join(root, 'favicon.svg'), '<svg/>');
  }
  const settings = readSettings({
    EVENHAND_MODE: 'empty',
    LOG_LEVEL: 'silent',
    PUBLIC_URL: 'https://hire.example.org',
    SETUP_CODE: 'the-code',
    MEDIA_URL_SECRET: 'secret of the test',
    STORAGE_URL: `file:${path.join(folder, 'storage')}`,
    WEB_ROOT: path.join(folder, 'web'),
    ...environment,
  });
  const app = await createApi(settings);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    settings,
    folder,
    close: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
