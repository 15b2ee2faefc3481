import path from 'node:path';
import {
  answerUnroutable,
  bodyLimitOf,
  createLog,
  jsonText,
  NestLog,
  requestIds,
  SystemChance,
  usualBodyLimit,
  watchRequests,
  type Settings,
} from '@evenhand/platform';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { RawServerDefault } from 'fastify';
import { AppModule } from '../app.module';
import { ApiReference } from '../web/api-reference';
import { serveWebApp } from '../web/web-app';

/** The whole api, put together but not yet at work: nothing outside is asked before it listens or is initialised. */
export async function createApi(settings: Settings): Promise<NestFastifyApplication> {
  const app = await createServer(settings, AppModule.with(settings));
  const server = app.getHttpAdapter().getInstance();
  const webRoot = path.resolve(settings.WEB_ROOT);
  const consoleRoot = path.join(webRoot, 'console/browser');
  const interviewRoot = path.join(webRoot, 'interview/browser');
  await serveWebApp(server, { prefix: '/console/', root: consoleRoot, records: false });
  await serveWebApp(server, { prefix: '/interview/', root: interviewRoot, records: true });
  server.get('/', (_, reply) => reply.redirect('/console/', 302));
  app.get(ApiReference, { strict: false }).read(app);
  return app;
}

/** An application with the server's own laws (ids, headers, limits, log) around any root module. */
export async function createServer(settings: Settings, root: DynamicModule): Promise<NestFastifyApplication> {
  const log = createLog('api', settings.LOG_LEVEL);
  const https = settings.PUBLIC_URL.startsWith('https:');
  const adapter = new FastifyAdapter({
    bodyLimit: usualBodyLimit,
    trustProxy: settings.TRUSTED_PROXIES.split(',').map((proxy) => proxy.trim()),
    genReqId: requestIds(new SystemChance()),
    frameworkErrors: answerUnroutable(https),
    routerOptions: { maxParamLength: 2000 },
  });
  const server = adapter.getInstance();
  server.addHook('onRoute', (route) => {
    const limit = bodyLimitOf(route.config);
    if (limit !== undefined) route.bodyLimit = limit;
  });
  watchRequests(server, log, https);
  // JSON only: what the form of another website can send is refused as it is.
  server.removeContentTypeParser('text/plain');
  const options = { logger: new NestLog(log), abortOnError: false, bodyParser: false };
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, options);
  const readJson = server.getDefaultJsonParser('error', 'error');
  app.useBodyParser<RawServerDefault>(
    'application/json',
    { bodyLimit: usualBodyLimit },
    (request, body, done) => {
      void readJson(request, jsonText(body), done);
    },
  );
  app.enableShutdownHooks();
  return app;
}
