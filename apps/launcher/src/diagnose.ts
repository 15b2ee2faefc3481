/**
 * `npm run -s media:check -- …` and `npm run -s summarise -- …`: run a program of the worker that looks at one file, made anew
 * if its sources changed.
 */
import { spawnSync } from 'node:child_process';

import { buildProcesses } from './building/build-changed.ts';
import { endCommands } from './processes/command.ts';
import { complain } from './progress.ts';
import { inProject, makeKeptFolders, quietEnvironment } from './workspace.ts';

/** What the programs themselves end with when they cannot use what they were given. */
const NOT_LOOKED_AT = 2;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, endCommands);

const [program = '', ...args] = process.argv.slice(2);
try {
  makeKeptFolders();
  await buildProcesses(() => undefined);
  const { status } = spawnSync(process.execPath, [inProject(`dist/apps/worker/${program}.js`), ...args], {
    stdio: 'inherit',
    cwd: process.env['INIT_CWD'], // where the person stands, not where npm goes
    // A first look may be taken with the ffmpeg that npm brings, as `npm start` does.
    env: { ALLOW_BUNDLED_FFMPEG: 'true', ...quietEnvironment() },
  });
  process.exitCode = status ?? NOT_LOOKED_AT;
} catch (fault) {
  complain(fault);
  process.exitCode = NOT_LOOKED_AT;
}
