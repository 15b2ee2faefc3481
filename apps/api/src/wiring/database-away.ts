import type { ProblemCode } from '@evenhand/contracts';

/** Prisma's and Node's codes for: not reached, timed out, connection closed, no free connection, too many connections. */
const away = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'P2037',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
]);

/** SQLSTATE of connection faults, too many connections, and a server that shuts down, starts or has crashed. */
const awayStates = /^(08\w{3}|53300|57P0[1-5])$/;
/** What the driver says, without any code, when the server closes the connection under a query. */
const cutOff = /^Connection terminated/;

/** Recognises a database that cannot be reached, also as the cause of another error. */
export function databaseAway(error: unknown): ProblemCode | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
    if (
      away.has(code) ||
      awayStates.test(code) ||
      awayStates.test(stateOf(cause)) ||
      cutOff.test(cause.message)
    )
      return 'database-unavailable';
  }
  return null;
}

/** SQLSTATE as Prisma passes it on. */
function stateOf(error: object): string {
  const { meta } = error as { meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } } };
  const state = meta?.driverAdapterError?.cause?.originalCode;
  return typeof state === 'string' ? state : '';
}
