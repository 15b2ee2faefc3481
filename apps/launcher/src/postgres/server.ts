import { setTimeout as wait } from 'node:timers/promises';

import { Complaint, say } from '../progress.ts';
import { stillRuns, type Identity } from '../processes/identity.ts';
import { lastLines } from '../processes/log-file.ts';
import { freePort } from '../processes/port.ts';
import type { Cluster } from './cluster.ts';
import { knock } from './connection.ts';
import { findServer } from './postmaster-file.ts';

/** Recovery after a power cut reads the log that was not yet checkpointed; it may take a while. */
const PATIENCE = 120_000;
const POLL = 50;

export interface ServerPlan {
  readonly cluster: Cluster;
  readonly password: string;
  readonly logFile: string;
  /** Where to listen; the next free port when it is taken. */
  readonly port: number;
  readonly settings?: readonly string[];
}

export interface Server {
  readonly identity: Identity;
  readonly port: number;
  /** Whether it was running already. */
  readonly adopted: boolean;
}

/** The data directory was made with a password that is not known any more. */
export class PasswordRefused extends Error {}

/**
 * Brings a server up on a data directory: the one that runs already (left by a killed launcher), or a new one.
 * @throws PasswordRefused while the server runs; Complaint with the end of its log when it does not
 */
export async function bringUp(plan: ServerPlan): Promise<Server> {
  const running = findServer(plan.cluster.directory);
  if (running && (await becomesReady(plan, running.identity, running.port)))
    return { ...running, adopted: true };

  const deadline = performance.now() + PATIENCE;
  for (let wanted = plan.port; performance.now() < deadline; await wait(POLL)) {
    const port = await freePort(wanted);
    if (port !== plan.port) say(`Port ${plan.port} is taken; PostgreSQL listens on ${port}.`);
    const identity = plan.cluster.start(port, plan.logFile, plan.settings);
    if (await becomesReady(plan, identity, port)) return { identity, port, adopted: false };

    const reason = lastLines(plan.logFile, 12);
    if (reason.includes('could not bind')) wanted = port + 1;
    // After a kill -9 of the server its sessions need a moment to notice.
    else if (!reason.includes('pre-existing shared memory block')) throw endedWith(plan, reason);
  }
  throw endedWith(plan, lastLines(plan.logFile, 12));
}

/** Waits until a server answers. @returns false when it ended instead */
async function becomesReady(plan: ServerPlan, identity: Identity, port: number): Promise<boolean> {
  const { cluster, password, logFile } = plan;
  const deadline = performance.now() + PATIENCE;
  while (stillRuns(identity)) {
    const answer = await knock(port, password, cluster.directory);
    if (answer === 'ours') return true;
    if (answer === 'other') throw new Complaint(`Another PostgreSQL answers on port ${port}.`);
    if (answer === 'wrong-password') throw new PasswordRefused();
    if (performance.now() > deadline) throw endedWith(plan, lastLines(logFile));
    await wait(POLL);
  }
  return false;
}

function endedWith({ logFile }: ServerPlan, reason: string): Complaint {
  return new Complaint(`PostgreSQL did not start. The end of ${logFile}:\n${reason}`);
}
