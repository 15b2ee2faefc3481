import { faultOf } from './fault';
import type { Log } from './log';

/** Has Node's own warnings written as lines of the log, where it would print text between them. */
export function logWarnings(log: Log): void {
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => log.warn({ warning: name }, message));
}

/**
 * Has the error that ends a process written as the last line of the log: its kind and place, since its message may repeat
 * what somebody wrote. Call it once the process is at work; before that Node shows the operator the whole error.
 */
export function logLastWords(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.fatal(faultOf(error), 'ended by an error that nobody foresaw');
    process.exit(1);
  });
}
