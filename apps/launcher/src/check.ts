/** `npm run check`: what has to hold before a commit. Stops at the first suite that fails. */
import { endCommands } from './processes/command.ts';
import { complain } from './progress.ts';
import { choose } from './suites/choice.ts';
import { runSuites } from './suites/run-suites.ts';
import { suites } from './suites/suites.ts';
import { inWords } from './suites/tally.ts';
import { makeKeptFolders } from './workspace.ts';

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, endCommands);

try {
  makeKeptFolders();
  const tally = await runSuites(
    choose(suites, ['lint', 'architecture', 'types', 'unit']),
    ({ failed }) => failed === 0,
  );
  console.log(
    tally.failed === 0 ? inWords(tally) : 'The check failed at the suite above; later suites did not run.',
  );
  process.exitCode = tally.failed === 0 ? 0 : 1;
} catch (fault) {
  complain(fault);
  process.exitCode = 1;
}
