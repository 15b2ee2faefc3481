/**
 * Who may import whom: the table of the architecture page as options of `@nx/enforce-module-boundaries`.
 * Layers and runtimes are checked for the imported project, sight for everything that can be reached from it.
 */
import type { Project, ProjectType } from './projects.ts';
import { SIGHTS } from './projects.ts';

interface Constraint {
  sourceTag: string;
  onlyDependOnLibsWithTags?: string[];
  notDependOnLibsWithTags?: string[];
  allowedExternalImports?: string[];
}

/** A stage meets the database directly; every other outside technology only through a port of the domain. */
const BEHIND_THE_FLOW = [
  'type:domain',
  'type:contracts',
  'type:platform',
  'type:ledger',
  'type:fairness',
  'adapter:database',
];

const LAYERS: Record<ProjectType, string[]> = {
  domain: ['type:domain'],
  contracts: ['type:domain', 'type:contracts'],
  ledger: ['type:ledger'],
  fairness: ['type:fairness'],
  platform: ['type:domain', 'type:contracts'],
  stage: BEHIND_THE_FLOW,
  office: BEHIND_THE_FLOW,
  adapter: ['type:domain', 'type:contracts', 'type:platform'],
  ui: ['type:domain', 'type:contracts', 'type:ledger', 'type:ui'],
  app: [
    'type:domain',
    'type:contracts',
    'type:ledger',
    'type:fairness',
    'type:platform',
    'type:stage',
    'type:office',
    'type:adapter',
    'type:ui',
  ],
  tool: ['type:domain', 'type:contracts', 'type:ledger', 'type:fairness'],
};

/**
 * Adapters that meet the ledger too: a row's log entry must be canonical, a seal must match its commitment. The verifier
 * is given away as one file, to be read by those who do not trust us: it meets nothing else.
 */
const LAYERS_BY_PROJECT: Record<string, string[]> = {
  'libs/adapters/database': [...LAYERS.adapter, 'type:ledger'],
  'libs/adapters/sealing': [...LAYERS.adapter, 'type:ledger'],
  'libs/adapters/opening': [...LAYERS.adapter, 'type:ledger'],
  'apps/verifier': ['type:ledger'],
};

/** npm packages by type of project; an entry for one project replaces that of its type. */
const NPM_BY_TYPE: Record<ProjectType, string[]> = {
  domain: [],
  contracts: ['zod'],
  ledger: ['@noble/hashes', '@noble/hashes/*', 'canonicalize'],
  // The bootstrap of an audit is drawn by a generator that gives the same everywhere.
  fairness: ['pure-rand/*'],
  platform: [
    '@nestjs/common',
    '@nestjs/core',
    '@nestjs/platform-fastify',
    '@nestjs/swagger',
    'fastify',
    'pino',
    'reflect-metadata',
    'rxjs',
    'zod',
  ],
  stage: ['@nestjs/common'],
  office: ['@nestjs/common'],
  adapter: ['@nestjs/common'],
  ui: ['@angular/*', 'rxjs', 'tslib'],
  app: ['@nestjs/common', '@nestjs/core', 'reflect-metadata', 'rxjs'],
  tool: ['*'],
};

const NPM_BY_PROJECT: Record<string, string[]> = {
  // Passwords are hashed where sign-in is; nothing else has a use for it.
  'libs/offices/people': ['@nestjs/common', '@node-rs/argon2'],
  // Lists of candidates arrive as CSV where people are invited, and nowhere else.
  'libs/stages/invite': ['@nestjs/common', 'csv-parse', 'csv-parse/*'],
  'libs/adapters/database': ['@nestjs/common', '@prisma/*', 'pg'],
  'libs/adapters/queue': ['@nestjs/common', '@nestjs/bullmq', 'bullmq', 'ioredis', 'pg'],
  'libs/adapters/storage': ['@nestjs/common', '@tus/*'],
  'libs/adapters/media': ['@nestjs/common', 'fluent-ffmpeg', '@ffmpeg-installer/*', '@ffprobe-installer/*'],
  'libs/adapters/speech': ['@nestjs/common', 'openai', 'openai/*'],
  'libs/adapters/llm': ['@nestjs/common', 'openai', 'openai/*'],
  'libs/adapters/mail': ['@nestjs/common', 'nodemailer'],
  'libs/adapters/sealing': ['@nestjs/common', '@hpke/core'],
  'libs/adapters/opening': ['@nestjs/common', '@hpke/core'],
  'apps/api': [
    '@nestjs/common',
    '@nestjs/core',
    '@nestjs/platform-fastify',
    '@nestjs/swagger',
    '@fastify/*',
    '@tus/*',
    'fastify',
    'reflect-metadata',
    'rxjs',
    'zod',
  ],
  'apps/worker': ['@nestjs/common', '@nestjs/core', '@nestjs/bullmq', 'bullmq', 'reflect-metadata', 'rxjs'],
  'apps/verifier': [],
  // Figures are drawn in the console; candidates never load a chart.
  'apps/console': ['@angular/*', 'echarts', 'echarts/*', 'rxjs', 'tslib', 'zod'],
  'apps/interview': ['@angular/*', 'rxjs', 'tslib', 'zod'],
};

/** What proofs may use on top of what the code they prove may use. */
const NPM_FOR_PROOFS = [
  '@angular/*',
  '@nestjs/core',
  '@nestjs/testing',
  'fast-check',
  'jest-preset-angular',
  'jest-preset-angular/*',
  'pg',
  'rxjs',
  'supertest',
  'zod',
];

/**
 * What is reached by its path, since no production code may have an alias for it: the support of the tests from any
 * spec, and the parts of the launcher that the tests drive.
 */
const TEST_SUPPORT = '^(\\.\\./)+tests/support/';
const FOR_THE_TESTS = ['^(\\.\\./)+support/', '^(\\.\\./)+apps/launcher/src/'];

/** What Node runs as it is, and the launcher therefore reaches by its path: pure files that import types at most. */
const RUN_AS_THEY_ARE = ['^(\\.\\./)+libs/domain/src/accommodation/(adjustment|effective-limits)\\.ts$'];

/** The packages a project may import. A package missing here is refused, whatever package.json says. */
export function npmOf(project: Project, proof: boolean): string[] {
  const own = NPM_BY_PROJECT[project.root] ?? NPM_BY_TYPE[project.type];
  const forProofs =
    project.runtime === 'browser'
      ? NPM_FOR_PROOFS
      : NPM_FOR_PROOFS.filter((name) => !name.includes('angular'));
  return proof ? [...own, ...forProofs] : own;
}

function allowedByPath(project: Project, proof: boolean): string[] {
  if (project.root === 'tests') return FOR_THE_TESTS;
  const own = project.root === 'apps/launcher' ? RUN_AS_THEY_ARE : [];
  return proof ? [TEST_SUPPORT, ...own] : own;
}

/** The options of `@nx/enforce-module-boundaries` for the files of one project. */
export function boundariesOf(project: Project, proof: boolean): Record<string, unknown> {
  const lawOfItsOwn = {
    onlyDependOnLibsWithTags: LAYERS_BY_PROJECT[project.root] ?? LAYERS[project.type],
    allowedExternalImports: npmOf(project, proof),
  };
  const layers: Constraint[] = Object.entries(LAYERS).map(([type, onlyDependOnLibsWithTags]) => ({
    sourceTag: `type:${type}`,
    onlyDependOnLibsWithTags,
    ...(project.type === type && lawOfItsOwn),
  }));
  const runtimes: Constraint[] = [
    { sourceTag: 'runtime:browser', onlyDependOnLibsWithTags: ['runtime:browser', 'runtime:universal'] },
    { sourceTag: 'runtime:node', onlyDependOnLibsWithTags: ['runtime:node', 'runtime:universal'] },
    { sourceTag: 'runtime:universal', onlyDependOnLibsWithTags: ['runtime:universal'] },
  ];
  const sights: Constraint[] = SIGHTS.map((sight) => ({
    sourceTag: `blind:to-${sight}`,
    notDependOnLibsWithTags: [`holds:${sight}`],
  }));
  return {
    allow: allowedByPath(project, proof),
    banTransitiveDependencies: true,
    depConstraints: [...layers, ...runtimes, ...sights],
  };
}
