/**
 * `npm run -s fsck [-- --key KEY --checkpoint FILE…]`: derives the log again from its raw rows and compares. Works on the
 * database of a running system as well as on that of a stopped one.
 */
import { spawnSync } from 'node:child_process';

import { buildProcesses } from './building/build-changed.ts';
import { addressFor, variableOf } from './database/roles.ts';
import { recall } from './keeping/memory.ts';
import { Secrets } from './keeping/secrets.ts';
import { superuserUrl } from './postgres/connection.ts';
import { DATABASE, startEmbeddedPostgres } from './postgres/embedded-postgres.ts';
import { endCommands } from './processes/command.ts';
import { AlreadyRunning, takeLock } from './processes/launcher-lock.ts';
import { Complaint, complain } from './progress.ts';
import { inProject, kept, makeKeptFolders, quietEnvironment } from './workspace.ts';

/** The role that keeps the log. */
const ROLE = 'evenhand_revealer';
const NOT_EXAMINED = 2;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, endCommands);

try {
  makeKeptFolders();
  await buildProcesses(() => undefined);
  process.exitCode = await withLog(examine);
} catch (fault) {
  complain(fault);
  process.exitCode = NOT_EXAMINED;
}

/** Runs the work with the address of the log: the one that was given, or that of the database below `.evenhand`. */
async function withLog(work: (address: string) => number): Promise<number> {
  const given = process.env[variableOf(ROLE)];
  if (given) return work(given);
  const secrets = new Secrets(kept('secrets.json'));
  const addressIn = (ownerUrl: string) => addressFor(ownerUrl, ROLE, secrets.get(ROLE));
  const ownerUrl = process.env['DATABASE_URL'];
  if (ownerUrl) return work(addressIn(ownerUrl));

  const { postgresPort } = recall(kept('memory.json'));
  if (postgresPort === undefined) throw new Complaint('There is no log here yet: npm start makes one.');
  const giveBack = lockOfAStoppedSystem();
  if (!giveBack) return work(addressIn(superuserUrl(postgresPort, secrets.get('postgres'), DATABASE)));
  try {
    const postgres = await startEmbeddedPostgres(secrets);
    try {
      return work(addressIn(postgres.url));
    } finally {
      await postgres.stop();
    }
  } finally {
    giveBack();
  }
}

/** What gives the lock back, or undefined while a system runs here, which must not be disturbed. */
function lockOfAStoppedSystem(): (() => void) | undefined {
  try {
    return takeLock(kept('launcher.lock'));
  } catch (fault) {
    if (fault instanceof AlreadyRunning) return undefined;
    throw fault;
  }
}

function examine(address: string): number {
  const program = inProject('dist/apps/revealer/fsck.js');
  const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], {
    stdio: ['ignore', 'inherit', 'inherit'],
    cwd: process.env['INIT_CWD'], // where the person stands, not where npm goes
    env: { ...quietEnvironment(), [variableOf(ROLE)]: address },
  });
  return status ?? NOT_EXAMINED;
}
