import { existsSync } from 'node:fs';

import { readPrivate, writePrivate } from '../keeping/private-file.ts';
import { say } from '../progress.ts';
import { inProject, kept, root } from '../workspace.ts';
import { fingerprint } from './fingerprint.ts';
import { applications, client, verifier, type Target } from './targets.ts';

/** Digest of the sources each target was last made from. */
type Made = Record<string, string>;

const madeFile = kept('built.json');

/** Makes the typed database client, if the models changed. */
export async function buildClient(): Promise<void> {
  await buildIfChanged(client);
}

/** Makes everything that starts, as far as its sources changed. What does not wait for another is made side by side. */
export async function buildChanged(): Promise<void> {
  const [, ...webApps] = applications();
  await Promise.all([buildProcesses(), ...webApps.map((app) => buildIfChanged(app))]);
}

/** Makes api, worker and revealer, if their sources changed. @param tell hears of progress */
export async function buildProcesses(tell = say): Promise<void> {
  const [bundles] = applications();
  await buildIfChanged(client, tell);
  if (bundles) await buildIfChanged(bundles, tell);
}

/** Makes the verifier, if its sources changed. Says nothing: its output is somebody's input. */
export async function buildVerifier(): Promise<void> {
  await buildIfChanged(verifier, () => undefined);
}

async function buildIfChanged(target: Target, tell = say): Promise<void> {
  const sources = fingerprint(root, target.inputs);
  const made = readPrivate<Made>(madeFile) ?? {};
  if (made[target.name] === sources && existsSync(inProject(target.output))) return;

  tell(`Building ${target.name} …`);
  await target.build();
  tell(`Built ${target.name}.`);
  writePrivate(madeFile, { ...readPrivate<Made>(madeFile), [target.name]: sources });
}
