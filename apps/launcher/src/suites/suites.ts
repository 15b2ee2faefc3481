import type { ProgramName } from './programs.ts';

/** One thing a suite runs. */
export type Check =
  /** A script: it counts as one test, or as many as its last line `N passed, N failed, N skipped` says. */
  | { readonly kind: 'script'; readonly script: string; readonly args?: readonly string[] }
  | { readonly kind: 'jest'; readonly config: string; readonly projects?: readonly string[] };

/** A part of `npm test` that can be run by its name. */
export interface Suite {
  readonly name: string;
  readonly checks: readonly Check[];
  /** What has to be there before: an empty PostgreSQL, the built applications. */
  readonly needs?: readonly ('database' | 'applications')[];
  readonly programs?: readonly ProgramName[];
}

const TSC = 'node_modules/typescript/bin/tsc';
const NGC = 'node_modules/@angular/compiler-cli/bundles/src/bin/ngc.js';

const jest = (...projects: string[]): Check => ({ kind: 'jest', config: 'jest.config.mjs', projects });

/** All suites, in the order in which they run: what fails fast comes first. */
export const suites: readonly Suite[] = [
  {
    name: 'lint',
    checks: [
      { kind: 'script', script: 'node_modules/prettier/bin/prettier.cjs', args: ['--check', '.'] },
      { kind: 'script', script: 'node_modules/nx/dist/bin/nx.js', args: ['run-many', '-t', 'lint'] },
    ],
  },
  { name: 'architecture', checks: [{ kind: 'script', script: 'tests/architecture/probes.ts' }] },
  {
    name: 'types',
    checks: [
      { kind: 'script', script: TSC, args: ['-p', 'tsconfig.json', '--noEmit'] },
      { kind: 'script', script: TSC, args: ['-p', 'tsconfig.tools.json', '--noEmit'] },
      {
        kind: 'script',
        script: NGC,
        args: ['-p', 'apps/console/tsconfig.json', '--noEmit', '--rootDir', '.'],
      },
      {
        kind: 'script',
        script: NGC,
        args: ['-p', 'apps/interview/tsconfig.json', '--noEmit', '--rootDir', '.'],
      },
    ],
  },
  { name: 'unit', checks: [jest('unit')] },
  {
    name: 'fairness',
    checks: [{ kind: 'script', script: 'tests/fairness/second-implementation.ts' }],
    programs: ['python3-scipy', 'python3-statsmodels'],
  },
  {
    name: 'integration',
    checks: [jest('integration')],
    needs: ['database'],
    programs: ['ffmpeg', 'redis-server'],
  },
  {
    name: 'angular',
    checks: [
      { kind: 'jest', config: 'apps/console/jest.config.mjs' },
      { kind: 'jest', config: 'apps/interview/jest.config.mjs' },
    ],
  },
  {
    name: 'journeys',
    checks: [jest('journeys')],
    needs: ['database', 'applications'],
    programs: ['ffmpeg', 'redis-server'],
  },
  {
    name: 'security',
    checks: [jest('security')],
    needs: ['database', 'applications'],
    programs: ['chromium', 'ffmpeg'],
  },
  {
    name: 'browser',
    checks: [jest('browser')],
    needs: ['database', 'applications'],
    programs: ['chromium', 'ffmpeg', 'espeak-ng'],
  },
];
