/** `npm test`: everything, or the suites named after `--`. Ends with the line `N passed, N failed, N skipped`. */
import { endCommands } from './processes/command.ts';
import { complain } from './progress.ts';
import { choose } from './suites/choice.ts';
import { runSuites } from './suites/run-suites.ts';
import { suites } from './suites/suites.ts';
import { inWords, nothing } from './suites/tally.ts';
import { makeKeptFolders } from './workspace.ts';

let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = true;
    endCommands();
  });
}

let tally = { ...nothing, failed: 1 }; // what could not even begin counts as a failure
try {
  makeKeptFolders();
  tally = await runSuites(choose(suites, process.argv.slice(2)), () => !interrupted);
} catch (fault) {
  complain(fault);
}
console.log(inWords(tally));
process.exitCode = interrupted || tally.failed > 0 || tally.skipped > 0 || tally.passed === 0 ? 1 : 0;
