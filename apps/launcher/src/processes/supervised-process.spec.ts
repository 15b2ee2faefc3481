import { pauseBefore } from './supervised-process.ts';

describe('restarts of a crashed process', () => {
  it('come more and more slowly, half a minute apart at most', () => {
    expect([0, 1, 2, 3, 4, 5, 20].map(pauseBefore)).toEqual([1000, 2000, 4000, 8000, 16000, 30000, 30000]);
  });
});
