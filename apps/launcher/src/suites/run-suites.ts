import { buildChanged, buildClient } from '../building/build-changed.ts';
import { startThrowawayPostgres, type ThrowawayPostgres } from '../postgres/throwaway-postgres.ts';
import { say } from '../progress.ts';
import type { Choice } from './choice.ts';
import { installCommand, installPrograms, missingPrograms, type ProgramName } from './programs.ts';
import { runCheck } from './run-check.ts';
import type { Suite } from './suites.ts';
import { add, inWords, nothing, type Tally } from './tally.ts';

/**
 * Runs the chosen suites one after the other, each to its end. A suite whose programs are missing does not run; each
 * missing program counts as skipped.
 * @param onSuite called after each suite; `false` ends the run
 */
export async function runSuites(
  { chosen, more }: Choice,
  onSuite: (tally: Tally) => boolean = () => true,
): Promise<Tally> {
  const missing = missingAfterInstalling(chosen.flatMap(({ programs = [] }) => programs));
  const runnable = chosen.filter(
    ({ programs = [] }) => !programs.some((program) => missing.includes(program)),
  );
  const needs = (need: 'database' | 'applications'): boolean =>
    runnable.some((suite) => suite.needs?.includes(need));

  await (needs('applications') ? buildChanged() : buildClient());
  const database = needs('database') ? await startThrowawayPostgres() : undefined;
  try {
    let total = { ...nothing, skipped: missing.length };
    for (const suite of runnable) {
      const tally = await runSuite(suite, database, more);
      total = add(total, tally);
      if (!onSuite(tally)) break;
    }
    return total;
  } finally {
    await database?.stop();
  }
}

async function runSuite(
  suite: Suite,
  database: ThrowawayPostgres | undefined,
  more: readonly string[],
): Promise<Tally> {
  say(`— ${suite.name} —`);
  const environment =
    database && suite.needs?.includes('database') ? { TEST_DATABASE_URL: database.url } : {};
  let tally = nothing;
  for (const check of suite.checks) tally = add(tally, await runCheck(check, environment, more));
  say(`${suite.name}: ${inWords(tally)}`);
  return tally;
}

function missingAfterInstalling(programs: readonly ProgramName[]): ProgramName[] {
  const wanted = [...new Set(programs)];
  installPrograms(missingPrograms(wanted));
  const missing = missingPrograms(wanted);
  for (const program of missing) say(`${program} is missing; install it with: ${installCommand([program])}`);
  return missing;
}
