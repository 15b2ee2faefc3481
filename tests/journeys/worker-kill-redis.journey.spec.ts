import { startRedisServer } from '../support/redis-server.ts';
import { workerKillConformance } from './worker-kill.conformance.ts';

workerKillConformance('Redis', async () => {
  const server = await startRedisServer();
  return { settings: { QUEUE_URL: server.url }, empty: () => server.flush(), stop: () => server.stop() };
});
