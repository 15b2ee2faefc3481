import { afterLostWorker, leaseOf, queueIdOf, startsBeforeGivingUp } from './step-lease';

describe('a step whose worker died', () => {
  it('is due again at once', () => {
    expect(afterLostWorker(1)).toEqual({ status: 'due' });
    expect(afterLostWorker(startsBeforeGivingUp - 1)).toEqual({ status: 'due' });
  });

  it('is given up when every worker that touches it dies', () => {
    expect(afterLostWorker(startsBeforeGivingUp)).toEqual({ status: 'dead', code: 'worker-lost' });
  });
});

describe('a lease', () => {
  it('survives two lost renewals', () => {
    const lease = leaseOf(30_000);
    expect(lease.renewedEveryMs * 3).toBeLessThanOrEqual(lease.lastsMs);
  });
});

describe('the name of a step in the queue', () => {
  it('has three parts, the only number of parts BullMQ accepts in a name with colons', () => {
    const name = queueIdOf({ subject: '5c6b', stage: 'prepare', inputHash: 'a1' });
    expect(name).toBe('5c6b:prepare:a1');
  });
});
