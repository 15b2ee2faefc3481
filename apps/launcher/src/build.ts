/** `npm run build`: makes what `npm start` starts, as far as its sources changed. */
import { buildChanged } from './building/build-changed.ts';
import { endCommands } from './processes/command.ts';
import { complain, say } from './progress.ts';
import { makeKeptFolders } from './workspace.ts';

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, endCommands);

try {
  makeKeptFolders();
  await buildChanged();
  say('Everything is built.');
} catch (fault) {
  complain(fault);
  process.exitCode = 1;
}
