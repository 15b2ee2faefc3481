import { queueAddress } from './queue-address';
import { redisConnection } from './redis-queue.adapter';

describe('QUEUE_URL', () => {
  const database = 'postgresql://evenhand_worker:x@127.0.0.1:5432/evenhand';

  it('names the worker’s own database when it is not set', () => {
    expect(queueAddress(undefined, database)).toEqual({ kind: 'postgres', url: database });
  });

  it.each(['postgres://q', 'postgresql://q', 'redis://q', 'rediss://q'])('may be %s', (url) => {
    expect(queueAddress(url, database)).toEqual({
      kind: url.slice(0, 5) === 'redis' ? 'redis' : 'postgres',
      url,
    });
  });

  it('is refused in words that do not repeat it', () => {
    expect(() => queueAddress('amqp://user:hush@host', database)).toThrow(/must begin with/);
    expect(() => queueAddress('amqp://user:hush@host', database)).not.toThrow(/hush/);
  });
});

describe('a Redis address', () => {
  it('gives host, port, name, password, database and encryption', () => {
    expect(redisConnection('rediss://wor%40ker:p%3Aw@cache.example:6380/2')).toEqual({
      host: 'cache.example',
      port: 6380,
      maxRetriesPerRequest: null,
      username: 'wor@ker',
      password: 'p:w',
      db: 2,
      tls: {},
    });
  });
});
