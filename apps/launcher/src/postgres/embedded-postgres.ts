import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

import { codeOf } from '../fault-code.ts';
import { recall, remember } from '../keeping/memory.ts';
import type { Secrets } from '../keeping/secrets.ts';
import { Complaint, say } from '../progress.ts';
import { stillRuns } from '../processes/identity.ts';
import { rotateLog } from '../processes/log-file.ts';
import { kept } from '../workspace.ts';
import { serverAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { Cluster } from './cluster.ts';
import { ensureDatabase, superuserUrl } from './connection.ts';
import { canEnter, placeOutside } from './place.ts';
import { bringUp, PasswordRefused, type Server, type ServerPlan } from './server.ts';

/** The database of the product in it. */
export const DATABASE = 'evenhand';
const FIRST_PORT = 54_329;
const WATCH_EVERY = 1000;

/** The installation's own PostgreSQL, which lives as long as the launcher. */
export interface EmbeddedPostgres {
  /** Connection string of the owner. */
  readonly url: string;
  readonly adopted: boolean;
  stop(): Promise<void>;
}

/** Starts, or takes over, the PostgreSQL below `.evenhand`, and starts it again should it ever go away. */
export async function startEmbeddedPostgres(secrets: Secrets): Promise<EmbeddedPostgres> {
  const memoryFile = kept('memory.json');
  const { postgresData, postgresPort = FIRST_PORT } = recall(memoryFile);
  const directory = reachableDataDirectory(postgresData ?? kept('pg'));
  const account = serverAccount(directory);
  const cluster = new Cluster(directory, findBinaries(account), account);
  const password = secrets.get('postgres');
  const logFile = kept('logs', 'postgres.log');

  rotateLog(logFile);
  if (!cluster.exists()) {
    say('An empty database is made …');
    await cluster.create(password);
  }
  const plan: ServerPlan = { cluster, password, logFile, port: postgresPort };
  const server = await bringUpWithPassword(plan);
  remember(memoryFile, { postgresData: directory, postgresPort: server.port });
  await ensureDatabase(server.port, password, DATABASE);

  const unwatch = watch(server, { ...plan, port: server.port });
  return {
    url: superuserUrl(server.port, password, DATABASE),
    adopted: server.adopted,
    async stop() {
      unwatch();
      await cluster.stop();
    },
  };
}

/** Brings the server up; when `.evenhand/secrets.json` was lost, its superuser gets the new password first. */
async function bringUpWithPassword(plan: ServerPlan): Promise<Server> {
  try {
    return await bringUp(plan);
  } catch (fault) {
    if (!(fault instanceof PasswordRefused)) throw fault;
    say('The password of the embedded database was lost; it gets a new one.');
    await plan.cluster.stop();
    await plan.cluster.resetPassword(plan.password);
    return bringUp(plan);
  }
}

/**
 * The data directory, moved to a place PostgreSQL's account can reach when the project lies below a home it may not
 * enter.
 */
function reachableDataDirectory(directory: string): string {
  const account = serverAccount(directory);
  if (!account || canEnter(path.dirname(directory), account)) return directory;
  const outside = path.join(placeOutside(), 'pg');
  if (existsSync(directory)) {
    if (existsSync(outside))
      throw new Complaint(`There is a database at ${directory} and another at ${outside}.`);
    move(directory, outside);
  }
  say(`PostgreSQL's account may not enter this folder: the database lies in ${outside}.`);
  return outside;
}

/** Moves a folder with its owners, over the border between file systems too. */
function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (fault) {
    if (codeOf(fault) !== 'EXDEV') throw fault;
    const { status, stderr } = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' });
    if (status !== 0) throw new Complaint(`The database could not be moved to ${to}: ${stderr}`);
    rmSync(from, { recursive: true });
  }
}

/** Notices when the server goes away and brings it up again on the same port. */
function watch(server: Server, plan: ServerPlan): () => void {
  let { identity } = server;
  let busy = false;
  const timer = setInterval(() => {
    if (busy || stillRuns(identity)) return;
    busy = true;
    say('PostgreSQL ended unexpectedly and is started again.');
    bringUp(plan)
      .then((again) => (identity = again.identity))
      .catch((fault: unknown) => say(`PostgreSQL does not come back: ${String(fault)}`))
      .finally(() => (busy = false));
  }, WATCH_EVERY);
  return () => clearInterval(timer);
}
