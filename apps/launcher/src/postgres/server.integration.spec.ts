import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

import pg from 'pg';

import { stillRuns } from '../processes/identity.ts';
import { anyFreePort } from '../processes/port.ts';
import { serverAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { Cluster } from './cluster.ts';
import { superuserUrl } from './connection.ts';
import { bringUp, PasswordRefused, type Server, type ServerPlan } from './server.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'evenhand-spec-'));
chmodSync(folder, 0o711);
const account = serverAccount();
const cluster = new Cluster(path.join(folder, 'pg'), findBinaries(account), account);
let plan: ServerPlan;

beforeAll(async () => {
  await cluster.create('first', ['--no-sync']);
  plan = { cluster, password: 'first', logFile: path.join(folder, 'log'), port: await anyFreePort() };
});
afterEach(() => cluster.stop('immediate'));
afterAll(() => rmSync(folder, { recursive: true }));

async function ask(server: Server, sql: string, password = 'first'): Promise<unknown[]> {
  const client = new pg.Client(superuserUrl(server.port, password, 'postgres'));
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
}

describe('the embedded PostgreSQL', () => {
  it('listens on the loopback address only', async () => {
    const server = await bringUp(plan);

    expect(await ask(server, `SELECT current_setting('listen_addresses') AS addresses`)).toEqual([
      { addresses: '127.0.0.1' },
    ]);
  });

  it('is taken over when it runs already, and keeps its rows', async () => {
    const first = await bringUp(plan);
    await ask(first, 'CREATE TABLE kept AS SELECT 1 AS one');

    const second = await bringUp({ ...plan, port: plan.port + 1 });
    expect(second).toEqual({ ...first, adopted: true });
    expect(await ask(second, 'SELECT * FROM kept')).toEqual([{ one: 1 }]);
  });

  it('comes back after it was killed', async () => {
    const { identity } = await bringUp(plan);
    process.kill(identity.pid, 'SIGKILL');
    while (stillRuns(identity)) await new Promise((resolve) => setTimeout(resolve, 10));

    expect((await bringUp(plan)).adopted).toBe(false);
  });

  it('goes to the next port when somebody has its own', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(plan.port, '127.0.0.1', resolve));

    expect((await bringUp(plan)).port).toBeGreaterThan(plan.port);
    other.close();
  });

  it('takes a new password from whoever owns its files', async () => {
    await expect(bringUp({ ...plan, password: 'second' })).rejects.toThrow(PasswordRefused);
    await cluster.stop();
    await cluster.resetPassword('second');

    const server = await bringUp({ ...plan, password: 'second' });
    expect(await ask(server, 'SELECT 1 AS one', 'second')).toEqual([{ one: 1 }]);
  });
});
