import 'reflect-metadata';
import { Trouble } from '@evenhand/domain';
import { createLog, logLastWords, logWarnings, NestLog, readSettings } from '@evenhand/platform';
import { NestFactory } from '@nestjs/core';
import { RevealerModule } from './revealer.module';

const settings = readSettings();
const log = createLog('revealer', settings.LOG_LEVEL);
logWarnings(log);
try {
  const app = await NestFactory.createApplicationContext(RevealerModule.with(settings), {
    logger: new NestLog(log),
    abortOnError: false,
  });
  app.enableShutdownHooks();
  logLastWords(log);
  log.info({ pid: process.pid }, 'revealer at work');
} catch (error) {
  if (!(error instanceof Trouble)) throw error;
  log.fatal({ code: error.code }, error.message);
  process.exit(1);
}
