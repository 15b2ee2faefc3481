/** `npm run build:verifier`: makes the verifier that is given away, and tells the hash to publish elsewhere. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { buildVerifier } from './building/build-changed.ts';
import { verifier } from './building/targets.ts';
import { endCommands } from './processes/command.ts';
import { complain } from './progress.ts';
import { inProject, makeKeptFolders } from './workspace.ts';

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, endCommands);

try {
  makeKeptFolders();
  await buildVerifier();
  const digest = createHash('sha256').update(readFileSync(inProject(verifier.output)));
  console.log(`${digest.digest('hex')}  ${verifier.output}`); // as sha256sum writes and checks it
} catch (fault) {
  complain(fault);
  process.exitCode = 1;
}
