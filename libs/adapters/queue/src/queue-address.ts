/** Where the queue lies. Both stores hold hints only: either may be emptied at any time. */
export type QueueAddress =
  { readonly kind: 'postgres'; readonly url: string } | { readonly kind: 'redis'; readonly url: string };

/**
 * The store that QUEUE_URL names; without it the queue lies in the worker's own database.
 *
 * @throws Error in words when it names no store this system knows; never prints the address, which holds a password
 */
export function queueAddress(queueUrl: string | undefined, databaseUrl: string): QueueAddress {
  if (queueUrl === undefined) return { kind: 'postgres', url: databaseUrl };
  if (/^postgres(ql)?:/.test(queueUrl)) return { kind: 'postgres', url: queueUrl };
  if (/^rediss?:/.test(queueUrl)) return { kind: 'redis', url: queueUrl };
  throw new Error('QUEUE_URL must begin with postgres:, postgresql:, redis: or rediss:.');
}
