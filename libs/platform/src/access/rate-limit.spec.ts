import { RateLimit } from './rate-limit';

describe('a rate limit', () => {
  test('lets so many through per window and says how long to wait', () => {
    const limit = new RateLimit(2, 1_000);
    expect([limit.count('a', 0), limit.count('a', 100), limit.count('a', 400)]).toEqual([0, 0, 600]);
    expect(limit.count('b', 400)).toBe(0);
    expect(limit.count('a', 999)).toBe(1);
    expect(limit.count('a', 1_000)).toBe(0);
  });

  test('remembers a bounded number of keys, the newest ones', () => {
    const limit = new RateLimit(1, 1_000, 2);
    limit.count('a', 0);
    limit.count('b', 1);
    limit.count('c', 2);
    expect(limit.count('c', 3)).toBeGreaterThan(0);
    expect(limit.count('b', 3)).toBeGreaterThan(0);
    expect(limit.count('a', 3)).toBe(0);
  });
});
