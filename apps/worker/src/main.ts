import 'reflect-metadata';
import { createLog, NestLog, readSettings } from '@evenhand/platform';
import { NestFactory } from '@nestjs/core';
import { WorkerModule } from './worker.module';

const settings = readSettings();
const log = createLog('worker', settings.LOG_LEVEL);
const app = await NestFactory.createApplicationContext(WorkerModule.with(settings), {
  logger: new NestLog(log),
  abortOnError: false,
});
app.enableShutdownHooks();
log.info({ pid: process.pid }, 'worker at work');
