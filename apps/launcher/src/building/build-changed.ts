import { existsSync } from 'node:fs';

import { readPrivate, writePrivate } from '../keeping/private-file.ts';
import { say } from '../progress.ts';
import { inProject, kept, root } from '../workspace.ts';
import { fingerprint } from './fingerprint.ts';
import { applications, client, type Target } from './targets.ts';

/** Digest of the sources each target was last made from. */
type Made = Record<string, string>;

const madeFile = kept('built.json');

/** Makes the typed database client, if the models changed. */
export async function buildClient(): Promise<void> {
  await buildIfChanged(client);
}

/** Makes everything that starts, as far as its sources changed. What does not wait for another is made side by side. */
export async function buildChanged(): Promise<void> {
  const [bundles, ...webApps] = applications();
  const processes = buildClient().then(() => bundles && buildIfChanged(bundles));
  await Promise.all([processes, ...webApps.map(buildIfChanged)]);
}

async function buildIfChanged(target: Target): Promise<void> {
  const sources = fingerprint(root, target.inputs);
  const made = readPrivate<Made>(madeFile) ?? {};
  if (made[target.name] === sources && existsSync(inProject(target.output))) return;

  say(`Building ${target.name} …`);
  await target.build();
  say(`Built ${target.name}.`);
  writePrivate(madeFile, { ...readPrivate<Made>(madeFile), [target.name]: sources });
}
