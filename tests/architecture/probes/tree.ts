/** What must be true of the tree people work in, as against what must fail in a copy of it. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { readProjects, SIGHTS } from '../law/projects.ts';
import type { Tally } from './probe.ts';

const LIVE = join(import.meta.dirname, '../../..');
const ALL_BLIND = SIGHTS.map((sight) => `blind:to-${sight}`);

/** The tags the architecture page asks for by name; a project that does not exist yet is held to them later. */
const SIGHT: Record<string, string[]> = {
  'libs/contracts-verdict': ['holds:verdict'],
  'libs/stages/summarise': ['holds:verdict'],
  'libs/stages/reveal': ['holds:verdict', 'blind:to-accommodation'],
  'libs/stages/review': ALL_BLIND,
  'libs/console-review': ALL_BLIND,
  'libs/adapters/opening': ['holds:private-key'],
  'apps/api': ['blind:to-private-key'],
  'apps/worker': ['blind:to-private-key'],
  'libs/stages/invite': ['blind:to-accommodation'],
  'libs/stages/decide': ['blind:to-accommodation'],
  'libs/offices/accommodation': ['holds:accommodation'],
  'libs/offices/self-id': ['holds:self-id'],
};

const RUNTIME: [RegExp, string][] = [
  [/^libs\/(domain|contracts|contracts-verdict|ledger|fairness)$/, 'runtime:universal'],
  [/^(libs\/(ui|console-review)|apps\/(console|interview))$/, 'runtime:browser'],
  [/./, 'runtime:node'],
];

/** Tags, aliases and the names of folders. */
export function probeProjects(tally: Tally): void {
  const projects = readProjects(LIVE);
  const { paths } = (
    JSON.parse(readFileSync(join(LIVE, 'tsconfig.base.json'), 'utf8')) as {
      compilerOptions: { paths: Record<string, [string]> };
    }
  ).compilerOptions;
  tally.expect(
    'nothing is hidden from the project graph',
    !existsSync(join(LIVE, '.nxignore')),
    'there is a .nxignore',
  );
  tally.expect('there are projects', projects.length > 30, `${projects.length} projects`);
  for (const { root, name, tags, runtime } of projects) {
    const wanted = RUNTIME.find(([pattern]) => pattern.test(root))?.[1];
    tally.expect(
      `${root} runs where it should`,
      wanted === `runtime:${runtime}`,
      `runtime:${runtime}, not ${wanted}`,
    );
    const missing = (SIGHT[root] ?? []).filter((tag) => !tags.includes(tag));
    tally.expect(`${root} has its sight tags`, missing.length === 0, `missing ${missing.join(', ')}`);
    const both = SIGHTS.filter(
      (sight) => tags.includes(`holds:${sight}`) && tags.includes(`blind:to-${sight}`),
    );
    tally.expect(`${root} is not blind to what it holds`, both.length === 0, both.join(', '));
    const proper = root.replace(/^(libs|apps)\//, '').replaceAll('/', '-');
    tally.expect(`${root} is named after its folder`, name === proper, name);
    if (!root.startsWith('libs/')) continue;
    const alias = paths[root.replace('libs/', '@evenhand/')]?.[0];
    tally.expect(`${root} has its alias`, alias === `./${root}/src/index.ts`, alias ?? 'none');
    tally.expect(`${root} has an index`, existsSync(join(LIVE, root, 'src/index.ts')), 'no src/index.ts');
  }
}

/** Names of the settings that platform/config reads: the keys in capitals of its object literals. */
function settingsRead(): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && /^[A-Z][A-Z0-9_]+$/.test(node.name.getText()))
      names.add(node.name.getText());
    ts.forEachChild(node, visit);
  };
  for (const file of globSync('libs/platform/src/config/**/!(*.spec).ts', { cwd: LIVE })) {
    visit(ts.createSourceFile(file, readFileSync(join(LIVE, file), 'utf8'), ts.ScriptTarget.Latest, true));
  }
  return names;
}

/** Names in the first column of README tables, written as code: `PORT`. `<ROLE>` stands for any role. */
function settingsDocumented(): string[] {
  const readme = join(LIVE, 'README.md');
  if (!existsSync(readme)) return [];
  const cells = readFileSync(readme, 'utf8').matchAll(/^\|([^|]+)\|/gm);
  return [...cells].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([A-Z][A-Z0-9_]*(<ROLE>)?)`/g)].map(([, name = '']) => name),
  );
}

/** The README's table of settings and the one reader of the environment name the same settings. */
export function probeSettings(tally: Tally): void {
  const read = settingsRead();
  const documented = settingsDocumented();
  const launcher = globSync('apps/launcher/src/**/*.ts', { cwd: LIVE }).map((file) =>
    readFileSync(join(LIVE, file), 'utf8'),
  );
  tally.expect('platform/config reads settings', read.size > 0, 'no settings found');
  for (const name of read) {
    const covered = documented.some((one) => new RegExp(`^${one.replace('<ROLE>', '[A-Z]+')}$`).test(name));
    tally.expect(`the README documents ${name}`, covered, 'not in any table');
  }
  for (const name of documented) {
    const pattern = new RegExp(`^${name.replace('<ROLE>', '[A-Z]+')}$`);
    const known = [...read].some((one) => pattern.test(one)) || launcher.some((text) => text.includes(name));
    tally.expect(`something reads ${name}`, known, 'documented, read nowhere');
  }
}
