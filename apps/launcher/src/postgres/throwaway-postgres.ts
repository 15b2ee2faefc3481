import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { readPrivate, writePrivate } from '../keeping/private-file.ts';
import { identify, stillRuns, type Identity } from '../processes/identity.ts';
import { anyFreePort } from '../processes/port.ts';
import { serverAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { Cluster } from './cluster.ts';
import { superuserUrl } from './connection.ts';
import { canEnter, placeOutside } from './place.ts';
import { bringUp } from './server.ts';

const PREFIX = 'evenhand-test-';
/** Nobody misses these rows after a power cut. */
const FORGETFUL = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_wal_size=4GB'];

/** A PostgreSQL for one test run; nothing of it stays. */
export interface ThrowawayPostgres {
  /** Connection string of the superuser, to the database `postgres`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts an empty PostgreSQL in a temporary folder, and clears away those whose test run was killed. */
export async function startThrowawayPostgres(): Promise<ThrowawayPostgres> {
  const account = serverAccount();
  const parent = canEnter(os.tmpdir(), account) ? os.tmpdir() : placeOutside();
  const binaries = findBinaries(account);
  const clusterIn = (folder: string): Cluster => new Cluster(path.join(folder, 'pg'), binaries, account);
  for (const folder of abandonedIn(parent)) await clearAway(folder, clusterIn(folder));

  const folder = mkdtempSync(path.join(parent, PREFIX));
  chmodSync(folder, 0o711);
  writePrivate(ownerFile(folder), identify(process.pid) ?? null);

  const cluster = clusterIn(folder);
  const password = 'throwaway';
  await cluster.create(password, ['--no-sync']);
  const server = await bringUp({
    cluster,
    password,
    logFile: path.join(folder, 'postgres.log'),
    port: await anyFreePort(),
    settings: FORGETFUL,
  });
  return {
    url: superuserUrl(server.port, password, 'postgres'),
    stop: () => clearAway(folder, cluster),
  };
}

async function clearAway(folder: string, cluster: Cluster): Promise<void> {
  await cluster.stop('immediate');
  rmSync(folder, { recursive: true, force: true });
}

/** Folders of test runs that no longer run. One without an owner is just being made, by somebody else. */
function abandonedIn(parent: string): string[] {
  return readdirSync(parent)
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => path.join(parent, name))
    .filter((folder) => {
      const owner = readOwner(folder);
      return owner !== undefined && !stillRuns(owner);
    });
}

function readOwner(folder: string): Identity | undefined {
  try {
    return readPrivate<Identity | null>(ownerFile(folder)) ?? undefined;
  } catch {
    return undefined; // another account's
  }
}

function ownerFile(folder: string): string {
  return path.join(folder, 'owner.json');
}
