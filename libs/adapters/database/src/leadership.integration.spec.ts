import { setTimeout as wait } from 'node:timers/promises';
import { asOwner } from '../../../../tests/support/screening-rows';
import { lead, type Leadership } from './leadership';

const url = process.env['DATABASE_URL_REVEALER'] ?? '';

async function until(condition: () => boolean): Promise<void> {
  for (let left = 500; !condition(); left -= 1) {
    if (left === 0) throw new Error('This did not happen within ten seconds.');
    await wait(20);
  }
}

describe('a seat for one', () => {
  const open: Leadership[] = [];
  const candidate = () => {
    const seat = lead(url, 'seat of a test', () => undefined);
    open.push(seat);
    return seat;
  };
  afterEach(async () => {
    for (const seat of open.splice(0)) await seat.close();
  });

  it('is held by one of two, and by the other when the first goes', async () => {
    const first = candidate();
    await until(() => first.leads());
    const second = candidate();
    await wait(300);
    expect(second.leads()).toBe(false);
    await first.close();
    await until(() => second.leads());
    expect(first.leads()).toBe(false);
  });

  it('is lost with its connection, and won again', async () => {
    const only = candidate();
    await until(() => only.leads());
    await asOwner((owner) =>
      owner.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1`, [
        'evenhand leads seat of a test',
      ]),
    );
    await until(() => !only.leads());
    await until(() => only.leads());
  });

  it('is not kept by one who left before it was won', async () => {
    const hasty = candidate();
    await hasty.close();
    const second = candidate();
    await until(() => second.leads());
    expect(hasty.leads()).toBe(false);
  });

  it('is tried for while there is no database', async () => {
    const faults: Error[] = [];
    const lonely = lead(
      'postgresql://nobody@127.0.0.1:1/nothing',
      'seat',
      () => undefined,
      (fault) => faults.push(fault),
    );
    open.push(lonely);
    await until(() => faults.length >= 1);
    expect(lonely.leads()).toBe(false);
  });
});
