import { startRedisServer, type RedisServer } from '../../../../tests/support/redis-server';
import { queueConformance } from './queue.conformance';

describe('the queue in Redis', () => {
  let server: RedisServer;

  queueConformance(async () => {
    server = await startRedisServer();
    return {
      address: { kind: 'redis', url: server.url },
      place: 'evenhand',
      empty: () => server.flush(),
      cut: () => server.cut(),
    };
  });

  afterAll(() => server.stop());
});
