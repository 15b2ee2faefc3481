import { readFileSync } from 'node:fs';
import path from 'node:path';

const rootDir = import.meta.dirname;

/** The workspace aliases, read from where TypeScript reads them. */
function aliases() {
  const { paths } = JSON.parse(
    readFileSync(path.join(rootDir, 'tsconfig.base.json'), 'utf8'),
  ).compilerOptions;
  return Object.fromEntries(
    Object.entries(paths).map(([alias, [file]]) => [`^${alias}$`, `<rootDir>/${file.replace(/^\.\//, '')}`]),
  );
}

const swc = {
  swcrc: false,
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

const node = {
  rootDir,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  setupFiles: ['reflect-metadata'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  moduleNameMapper: aliases(),
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.evenhand/'],
  // The Angular libs are tested with the Angular apps.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/libs/ui/', '<rootDir>/libs/console-review/'],
};

const withDatabase = {
  ...node,
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  setupFilesAfterEnv: ['<rootDir>/tests/support/database-per-file.ts'],
};

const NODE_CODE =
  '<rootDir>/{libs,prisma,ml-prompts,apps/api,apps/worker,apps/revealer,apps/verifier,apps/launcher}';

export default {
  // Generous, because tests share the machine with each other and wait for databases and ffmpeg. jest takes it from here only.
  testTimeout: 30_000,
  projects: [
    { ...node, displayName: 'unit', testMatch: [`${NODE_CODE}/**/!(*.integration).spec.ts`] },
    { ...withDatabase, displayName: 'integration', testMatch: [`${NODE_CODE}/**/*.integration.spec.ts`] },
    {
      ...withDatabase,
      displayName: 'journeys',
      testMatch: ['<rootDir>/tests/journeys/**/*.journey.spec.ts'],
    },
    { ...withDatabase, displayName: 'browser', testMatch: ['<rootDir>/tests/browser/**/*.spec.ts'] },
    { ...withDatabase, displayName: 'security', testMatch: ['<rootDir>/tests/security/**/*.spec.ts'] },
  ],
};
