/** `npm start`: brings the whole system up on this machine and keeps it up until Ctrl-C. */
import { rmSync } from 'node:fs';

import { buildChanged } from './building/build-changed.ts';
import { hasNoPeople } from './database/occupancy.ts';
import { recall, remember } from './keeping/memory.ts';
import { readPrivate } from './keeping/private-file.ts';
import { Secrets } from './keeping/secrets.ts';
import { endCommands } from './processes/command.ts';
import { AlreadyRunning, takeLock } from './processes/launcher-lock.ts';
import { freePort } from './processes/port.ts';
import { ProcessRecord } from './processes/process-record.ts';
import { Complaint, complain, say } from './progress.ts';
import { announce, gather, startedFile, type Started } from './starting/announcement.ts';
import { prepareDatabase } from './starting/database.ts';
import { seedDemo } from './starting/demo.ts';
import { environmentOf, type Circumstances } from './starting/environment.ts';
import { checkMachine } from './starting/machine.ts';
import { chooseMode } from './starting/mode.ts';
import { startProcesses } from './starting/processes.ts';
import { startReplay } from './starting/replay.ts';
import { makeSetUpCode } from './starting/set-up-code.ts';
import { Shutdown, StopRequested } from './starting/shutdown.ts';
import { kept, makeKeptFolders, quietEnvironment } from './workspace.ts';

const memoryFile = kept('memory.json');
const shutdown = new Shutdown();
shutdown.listen();

try {
  await start();
  await shutdown.request();
} catch (fault) {
  if (!(fault instanceof StopRequested) && !shutdown.requested) {
    complain(fault instanceof AlreadyRunning ? alreadyRunning(fault) : fault);
    process.exitCode = 1;
  }
} finally {
  await shutdown.stopAll();
}
if (shutdown.requested) say('Everything has stopped.');

async function start(): Promise<void> {
  checkMachine();
  const mode = chooseMode(process.argv.slice(2), process.env['EVENHAND_MODE'], recall(memoryFile).mode);
  makeKeptFolders();
  shutdown.add('the lock', takeLock(kept('launcher.lock')));
  remember(memoryFile, { mode });

  const record = new ProcessRecord(kept('processes.json'));
  const leftovers = await record.endLeftovers();
  if (leftovers.length > 0) say(`Stopped what a killed start left behind: ${leftovers.join(', ')}.`);

  const secrets = new Secrets(kept('secrets.json'));
  const [, database] = await bothOrNeither(buildChanged(), prepareDatabase(secrets, shutdown));
  shutdown.signal.throwIfAborted();

  const isNew = await hasNoPeople(database.ownerUrl);
  const host = process.env['HOST'] || '127.0.0.1';
  const port = await freePortSaid(Number(process.env['PORT'] || 3300), host);
  const local = `http://127.0.0.1:${port}`;
  const circumstances: Circumstances = {
    mode,
    host,
    port,
    publicUrl: process.env['PUBLIC_URL'] || local,
    storageUrl: process.env['STORAGE_URL'] || `file:${kept('storage')}`,
    addresses: database.addresses,
    setUpCode: isNew ? process.env['SETUP_CODE'] || makeSetUpCode() : undefined,
    replayUrl: mode === 'demo' ? await startReplay(record, shutdown) : undefined,
    revealerKeyFile: process.env['REVEALER_KEY_FILE'] || kept('keys', 'revealer.json'),
  };
  const environment = quietEnvironment();
  const environments = {
    api: environmentOf('api', environment, secrets, circumstances),
    worker: environmentOf('worker', environment, secrets, circumstances),
    revealer: environmentOf('revealer', environment, secrets, circumstances),
  };
  await startProcesses(environments, `${local}/api/health/ready`, record, shutdown);
  say(`The system is ready at ${circumstances.publicUrl}/console/.`);

  shutdown.add('the announcement', () => rmSync(startedFile, { force: true }));
  const { setUpCode, publicUrl } = circumstances;
  const seeded =
    mode === 'demo' && setUpCode !== undefined && (await seedDemo(local, setUpCode, database.ownerUrl));
  shutdown.signal.throwIfAborted();
  announce(gather(publicUrl), seeded ? undefined : setUpCode);
}

/** When one fails, the other is given up, and has ended before the failure is told: nothing starts behind our back. */
async function bothOrNeither<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  try {
    return await Promise.all([first, second]);
  } catch (fault) {
    endCommands();
    await Promise.allSettled([first, second]);
    throw fault;
  }
}

async function freePortSaid(wanted: number, host: string): Promise<number> {
  const port = await freePort(wanted, host);
  if (port !== wanted) say(`Port ${wanted} is taken; Evenhand answers on ${port}.`);
  return port;
}

function alreadyRunning({ pid }: AlreadyRunning): Complaint {
  const started = readPrivate<Started>(startedFile);
  const where = started ? `: ${started.console}` : '; it is still starting.';
  return new Complaint(`Evenhand runs already (process ${pid})${where}`);
}
