import {
  bodyLimitOf,
  createLog,
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
import { AppModule } from '../app.module';

/**
 * The whole api, not yet listening.
 *
 * @param root another root module, for tests of the api's own laws
 */
export async function createApi(
  settings: Settings,
  root: DynamicModule = AppModule.with(settings),
): Promise<NestFastifyApplication> {
  const log = createLog('api', settings.LOG_LEVEL);
  const adapter = new FastifyAdapter({
    bodyLimit: usualBodyLimit,
    trustProxy: settings.TRUSTED_PROXIES.split(','),
    genReqId: requestIds(new SystemChance()),
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 2000 },
  });
  const server = adapter.getInstance();
  server.addHook('onRoute', (route) => {
    const limit = bodyLimitOf(route.config);
    if (limit !== undefined) route.bodyLimit = limit;
  });
  watchRequests(server, log, settings.PUBLIC_URL.startsWith('https:'));

  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: new NestLog(log),
    abortOnError: false,
  });
  app.enableShutdownHooks();
  return app;
}
