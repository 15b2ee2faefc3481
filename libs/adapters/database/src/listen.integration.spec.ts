import { setTimeout as wait } from 'node:timers/promises';
import { asOwner } from '../../../../tests/support/screening-rows';
import { listen, type Listener } from './listen';

const url = process.env['DATABASE_URL_WORKER'] ?? '';
const channel = 'step_due';
const notify = () => asOwner((owner) => owner.query('SELECT pg_notify($1, $2)', [channel, '']));

async function until(condition: () => boolean): Promise<void> {
  for (let left = 500; !condition(); left -= 1) {
    if (left === 0) throw new Error('This did not happen within ten seconds.');
    await wait(20);
  }
}

describe('listen', () => {
  let ears: Listener | undefined;
  let heard = 0;
  const faults: Error[] = [];
  beforeEach(() => {
    heard = 0;
    faults.length = 0;
  });
  afterEach(() => ears?.close());

  it('calls once on connecting, since anything may have happened before, and then for every word', async () => {
    ears = listen(url, channel, () => heard++);
    await until(() => heard === 1);
    await notify();
    await until(() => heard === 2);
    await asOwner((owner) => owner.query('SELECT pg_notify($1, $2)', ['another_channel', '']));
    await wait(50);
    expect(heard).toBe(2);
  });

  it('comes back when its connection is cut', async () => {
    ears = listen(
      url,
      channel,
      () => heard++,
      (fault) => faults.push(fault),
    );
    await until(() => heard === 1);
    await asOwner((owner) =>
      owner.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [
        `evenhand listens to ${channel}`,
      ]),
    );
    await until(() => heard === 2);
    expect(faults.length).toBeGreaterThan(0);
    await notify();
    await until(() => heard === 3);
  });

  it('keeps trying while there is no database, and ends when told to', async () => {
    ears = listen(
      'postgresql://nobody@127.0.0.1:1/nothing',
      channel,
      () => heard++,
      (fault) => faults.push(fault),
    );
    await until(() => faults.length >= 2);
    await ears.close();
    const after = faults.length;
    await wait(600);
    expect(faults.length).toBeLessThanOrEqual(after + 1);
    expect(heard).toBe(0);
  });

  it('says nothing after it was closed', async () => {
    ears = listen(url, channel, () => heard++);
    await until(() => heard === 1);
    await ears.close();
    await notify();
    await wait(50);
    expect(heard).toBe(1);
  });
});
