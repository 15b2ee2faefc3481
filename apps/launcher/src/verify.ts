/** `npm run -s verify -- …`: runs the verifier as it is given away, made anew if its sources changed. */
import { spawnSync } from 'node:child_process';

import { buildVerifier } from './building/build-changed.ts';
import { verifier } from './building/targets.ts';
import { endCommands } from './processes/command.ts';
import { complain } from './progress.ts';
import { inProject, makeKeptFolders } from './workspace.ts';

/** What the verifier itself ends with when it cannot read what it should judge. */
const NOT_JUDGED = 2;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, endCommands);

try {
  makeKeptFolders();
  await buildVerifier();
  const { status } = spawnSync(process.execPath, [inProject(verifier.output), ...process.argv.slice(2)], {
    stdio: 'inherit',
    cwd: process.env['INIT_CWD'], // where the person stands, not where npm goes
  });
  process.exitCode = status ?? NOT_JUDGED;
} catch (fault) {
  complain(fault);
  process.exitCode = NOT_JUDGED;
}
