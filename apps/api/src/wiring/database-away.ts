import type { ProblemCode } from '@evenhand/contracts';

/** Prisma's codes for: not reached, timed out, connection closed, no free connection. */
const away = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
]);

/** Recognises a database that cannot be reached, also as the cause of another error. */
export function databaseAway(error: unknown): ProblemCode | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if ('code' in cause && typeof cause.code === 'string' && away.has(cause.code))
      return 'database-unavailable';
  }
  return null;
}
