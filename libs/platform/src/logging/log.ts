import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Fields that never reach a log line, wherever they stand. */
const secrets = [
  'password',
  'token',
  'secret',
  'cookie',
  'authorization',
  'email',
  'recipient',
  'name',
  'text',
];

/**
 * Structured log of one process, JSON lines on standard output.
 * Log codes, ids and counts; never names, addresses, texts or scores.
 */
export function createLog(program: string, level: string): Log {
  return pino({
    level,
    base: { program },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: secrets.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
      censor: '[left out]',
    },
  });
}
