/**
 * `npm run campaign`: the full sets that are too long for every day, one after the other. Each is a file
 * `<name>.campaign.ts` beside this one (or below fairness-audits), ends with code 1 when it finds something, and writes a
 * dated report of its own.
 *
 *     npm run campaign [-- NAME…]      some or all
 *     npm run campaign -- --list       what there is
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import path from 'node:path';

const ending = '.campaign.ts';
const project = path.resolve(import.meta.dirname, '../..');

const files = globSync([`tests/campaign/*${ending}`, `fairness-audits/**/*${ending}`], { cwd: project });
const campaigns = new Map(
  files.sort().map((file) => [path.basename(file, ending), path.join(project, file)]),
);

const asked = process.argv.slice(2);
if (asked.includes('--list')) {
  process.stdout.write([...campaigns.keys()].map((name) => `${name}\n`).join(''));
  process.exit(0);
}
const unknown = asked.find((name) => !campaigns.has(name));
if (unknown !== undefined) {
  process.stderr.write(`There is no campaign ${unknown}. There are: ${[...campaigns.keys()].join(', ')}.\n`);
  process.exit(2);
}

const failed: string[] = [];
for (const [name, file] of campaigns) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  const child = spawn(process.execPath, [file], { stdio: 'inherit', cwd: project });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) failed.push(name);
}
if (failed.length > 0) process.stderr.write(`Found something: ${failed.join(', ')}.\n`);
process.exit(failed.length === 0 ? 0 : 1);
