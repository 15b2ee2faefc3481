/**
 * `npm run -s noninterference`: the same review of a cohort over and over, with another machine, other accommodations, other
 * consent and other self-identification; what reviewers, recruiters, hiring managers and administrators receive until
 * reveal has to be the same byte for byte. docs/non-interference.md says what is compared.
 *
 *     npm run -s noninterference                    every change for itself, and none
 *     npm run -s noninterference -- --plant NAME    with a leak planted from outside, which has to be noticed
 *     npm run -s noninterference -- --list          the leaks that can be planted
 *
 * Prints {equal, responses, differences} as JSON and ends with 1 when something was not equal, with 2 when it could not be
 * tried.
 */
import { parseArgs } from 'node:util';

import { plantNamed, plants, trialOf } from './plants.ts';
import { withServer } from './server.ts';
import { changesOneByOne, tryOut, type Verdict } from './trial.ts';

/** Differences that are printed at most: one leak shows in hundreds of answers. */
const mostShown = 50;
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const { values } = parseArgs({ options: { plant: { type: 'string' }, list: { type: 'boolean' } } });

async function judge(): Promise<Verdict> {
  const planted = values.plant === undefined ? null : plantNamed(values.plant);
  const plan = planted ? trialOf(planted) : { changes: changesOneByOne };
  return withServer(say, async () => (await tryOut({ ...plan, say })).verdict);
}

if (values.list) process.stdout.write(plants.map(({ name }) => `${name}\n`).join(''));
else {
  try {
    const { equal, responses, differences } = await judge();
    const shown = differences.slice(0, mostShown);
    process.stdout.write(`${JSON.stringify({ equal, responses, differences: shown }, null, 2)}\n`);
    if (differences.length > mostShown) say(`${differences.length} differences in all.`);
    process.exitCode = equal ? 0 : 1;
  } catch (fault) {
    say((fault as Error).stack ?? String(fault));
    process.exitCode = 2;
  }
}
