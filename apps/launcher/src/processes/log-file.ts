import { closeSync, existsSync, fstatSync, openSync, readSync, renameSync } from 'node:fs';

/** Puts the last run's log aside as `<name>.1`, so that a log begins with its start. */
export function rotateLog(file: string): void {
  if (existsSync(file)) renameSync(file, `${file}.1`);
}

/** The last lines of a log, for a message about a fault. Empty when there is no log. */
export function lastLines(file: string, count = 20): string {
  if (!existsSync(file)) return '';
  const log = openSync(file, 'r');
  try {
    const size = fstatSync(log).size;
    const tail = Buffer.alloc(Math.min(size, 16_384));
    readSync(log, tail, 0, tail.length, size - tail.length);
    return tail.toString('utf8').trimEnd().split('\n').slice(-count).join('\n');
  } finally {
    closeSync(log);
  }
}
