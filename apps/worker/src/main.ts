import 'reflect-metadata';
import { createLog, logLastWords, logWarnings, NestLog, readSettings } from '@evenhand/platform';
import { NestFactory } from '@nestjs/core';
import { WorkerModule } from './worker.module';

const settings = readSettings();
const log = createLog('worker', settings.LOG_LEVEL);
logWarnings(log);
const app = await NestFactory.createApplicationContext(WorkerModule.with(settings), {
  logger: new NestLog(log),
  abortOnError: false,
});
app.enableShutdownHooks();
logLastWords(log);
log.info({ pid: process.pid }, 'worker at work');
