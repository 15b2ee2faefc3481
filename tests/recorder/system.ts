import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

import type { ApiSession } from '../../apps/launcher/src/journey/api-session.ts';
import { signedIn, type SignIn } from '../../apps/launcher/src/journey/colleague.ts';
import { startThrowawayPostgres } from '../../apps/launcher/src/postgres/throwaway-postgres.ts';
import { makeColleagues, type TestColleague } from '../journeys/colleagues.ts';
import migrateTemplate from '../support/global-setup.ts';
import { ready, startStack, type Stack } from '../support/stack.ts';
import { asAdministrator, onServer, TEMPLATE } from '../support/test-database.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** The server that recordings are sent to, and somebody there who invites. */
export interface System {
  readonly base: string;
  /** Process id of the api; null where it belongs to somebody else. */
  readonly apiPid: () => number | null;
  readonly recruiter: ApiSession;
  readonly recruiterId: string;
  /** A requisition needs somebody who would review it. */
  readonly reviewerId: string;
  /** Kills the api and starts it again when `away` has ended; null where the processes belong to somebody else. */
  readonly restartApi: ((away: () => Promise<void>) => Promise<void>) | null;
}

/** A system of its own: PostgreSQL, api, worker and revealer as real processes, gone when stopped. */
export async function ownSystem(): Promise<System & { stop(): Promise<void> }> {
  const postgres = await startThrowawayPostgres();
  let stack: Stack | undefined;
  const stop = async (): Promise<void> => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
    await stack?.stop();
    await postgres.stop();
  };
  const onSignal = (): void => void stop().finally(() => process.exit(130));
  for (const signal of SIGNALS) process.once(signal, onSignal);
  try {
    process.env['TEST_DATABASE_URL'] = postgres.url;
    await migrateTemplate();
    await giveDatabase();
    stack = await startStack();
    const people = await makeColleagues(stack, { recruiter: 'recruiter', reviewer: 'reviewer' });
    return { ...systemOf(stack, people), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A stack that a test has started. */
export function systemOf(
  stack: Stack,
  { recruiter, reviewer }: Readonly<Record<'recruiter' | 'reviewer', TestColleague>>,
): System {
  return {
    base: stack.base,
    apiPid: () => stack.pid('api'),
    recruiter: recruiter.session,
    recruiterId: recruiter.id,
    reviewerId: reviewer.id,
    restartApi: async (away) => {
      await stack.kill('api');
      await away();
      await stack.start('api');
      await ready(stack.base, 60_000);
    },
  };
}

/** A system that runs already. Its recruiter comes from the file that `npm start` leaves, or one of the same form. */
export async function systemAt(base: string, signInsFile: string): Promise<System> {
  if (!existsSync(signInsFile)) throw new Error(`There is no ${signInsFile}. Name a file with --sign-ins.`);
  const { signIns } = JSON.parse(readFileSync(signInsFile, 'utf8')) as {
    signIns: (SignIn & { role: string })[];
  };
  const somebody = async (role: string): Promise<{ id: string; session: ApiSession }> => {
    const signIn = signIns.find((one) => one.role === role);
    if (signIn === undefined) throw new Error(`The sign-ins lack a ${role}.`);
    const session = await signedIn(base, () => undefined, signIn);
    const { id } = await session.call<{ id: string }>('who am I', 'GET', '/api/session');
    return { id, session };
  };
  const [recruiter, reviewer] = [await somebody('recruiter'), await somebody('reviewer')];
  return {
    base,
    apiPid: () => null,
    recruiter: recruiter.session,
    recruiterId: recruiter.id,
    reviewerId: reviewer.id,
    restartApi: null,
  };
}

/** A clone of the migrated template, told to the processes as they expect it. */
async function giveDatabase(): Promise<void> {
  const name = `recorder_${randomBytes(4).toString('hex')}`;
  await asAdministrator((admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`));
  const password = process.env['TEST_DATABASE_PASSWORD'] ?? '';
  for (const role of (process.env['TEST_DATABASE_ROLES'] ?? '').split(',')) {
    const setting = `DATABASE_URL_${role.replace(/^evenhand_/, '').toUpperCase()}`;
    process.env[setting] = onServer(name, { role, password });
  }
}
