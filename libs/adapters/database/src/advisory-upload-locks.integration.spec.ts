import { uploadLocksConformance } from '@evenhand/domain/testing';
import { UploadBusy } from '@evenhand/domain';
import pg from 'pg';
import { AdvisoryUploadLocks } from './advisory-upload-locks.adapter';

const url = process.env['DATABASE_URL_PORTAL'] ?? '';
const open: AdvisoryUploadLocks[] = [];
const locksOfAProgram = (patienceMs?: number): AdvisoryUploadLocks => {
  const locks = new AdvisoryUploadLocks(url, patienceMs);
  open.push(locks);
  return locks;
};
const closeAll = async (): Promise<void> => {
  await Promise.all(open.splice(0).map((locks) => locks.close()));
};
afterEach(closeAll);

uploadLocksConformance('AdvisoryUploadLocks in one program', () => {
  const locks = locksOfAProgram();
  return Promise.resolve({ here: locks, there: locks });
});

uploadLocksConformance('AdvisoryUploadLocks of two programs', () =>
  Promise.resolve({ here: locksOfAProgram(), there: locksOfAProgram() }),
);

describe('AdvisoryUploadLocks', () => {
  it('gives up after its patience, and the lock stays where it is', async () => {
    const held = await locksOfAProgram().hold('a');
    await expect(locksOfAProgram(100).hold('a')).rejects.toBeInstanceOf(UploadBusy);
    await held.release();
    await (await locksOfAProgram(1000).hold('a')).release();
  });

  it('needs one connection however many locks are held', async () => {
    const locks = locksOfAProgram();
    const held = await Promise.all(Array.from({ length: 200 }, (_, index) => locks.hold(`upload-${index}`)));
    const { rows } = await asOwner<{ sessions: number }>(
      `SELECT count(DISTINCT pid)::int AS sessions FROM pg_locks WHERE locktype = 'advisory'
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    expect(rows).toEqual([{ sessions: 1 }]);
    await Promise.all(held.map((lock) => lock.release()));
  });

  it('warns the holder and frees the lock when the connection is lost, then connects anew', async () => {
    const locks = locksOfAProgram();
    const warned = new Promise<void>((resolve) => {
      void locks.hold('a', { onWanted: resolve });
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await asOwner(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                   WHERE application_name = 'evenhand uploads' AND datname = current_database()`);
    await warned;
    await (await locksOfAProgram().hold('a')).release();
    await (await locks.hold('b')).release();
  });

  it('says the upload is busy, to be tried again, when the database cannot be reached', async () => {
    const nowhere = new AdvisoryUploadLocks('postgresql://nobody@127.0.0.1:1/none', 500);
    await expect(nowhere.hold('a')).rejects.toMatchObject({ code: 'upload-busy', retryable: true });
  });
});

async function asOwner<Row extends pg.QueryResultRow>(sql: string): Promise<pg.QueryResult<Row>> {
  const client = new pg.Client(process.env['DATABASE_URL'] ?? '');
  await client.connect();
  try {
    return await client.query<Row>(sql);
  } finally {
    await client.end();
  }
}
