import type { LoggerService } from '@nestjs/common';
import type { Log } from './log';

/** Lets the framework write into the structured log. */
export class NestLog implements LoggerService {
  constructor(private readonly writer: Log) {}

  log(message: unknown, ...more: unknown[]): void {
    this.writer.debug({ framework: contextOf(more) }, String(message));
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.writer.warn({ framework: contextOf(more) }, String(message));
  }

  error(message: unknown, ...more: unknown[]): void {
    this.writer.error(
      { framework: contextOf(more) },
      message instanceof Error ? message.name : String(message),
    );
  }
}

const contextOf = (more: unknown[]): string => {
  const last = more.at(-1);
  return typeof last === 'string' ? last : '';
};
