import type { ConnectionOptions } from 'bullmq';

/** What BullMQ needs to open its own Redis connections; queues and workers close them. */
export function redisConnection(url: string): ConnectionOptions {
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  const database = Number(pathname.slice(1));
  return {
    host: hostname,
    port: Number(port || 6379),
    // A worker waits for a lost Redis to come back instead of giving up after some tries.
    maxRetriesPerRequest: null,
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(database > 0 && { db: database }),
    ...(protocol === 'rediss:' && { tls: {} }),
  };
}
