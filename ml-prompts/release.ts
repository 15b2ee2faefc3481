/**
 * Releases the prompt versions that are not released yet: `node ml-prompts/release.ts`. Writes their output schemas, adds
 * them to lock.json and writes the module the program reads. Refuses when a released version was edited.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { digestsOf, moduleText, readLock, releasedModule, schemaOf, versions } from './prompt-files.ts';

const lockFile = path.join(import.meta.dirname, 'lock.json');
const lock = readLock();

for (const [version, { hash }] of Object.entries(lock)) {
  if (digestsOf(version).hash === hash) continue;
  throw new Error(`${version} is released and was edited. Put it back and make a new version.`);
}
const unreleased = versions().filter((one) => !(one in lock));
// A version is released only while every gate holds; see eval/eval.ts.
if (unreleased.length > 0) {
  execFileSync(process.execPath, [path.join(import.meta.dirname, 'eval/eval.ts')], { stdio: 'inherit' });
}
for (const version of unreleased) {
  writeFileSync(path.join(import.meta.dirname, version, 'output.schema.json'), schemaOf(version));
  lock[version] = digestsOf(version);
  console.log(`released ${version}`);
}
writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`);

const style = await resolveConfig(releasedModule);
mkdirSync(path.dirname(releasedModule), { recursive: true });
writeFileSync(releasedModule, await format(moduleText(), { ...style, filepath: releasedModule }));
