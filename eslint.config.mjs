/**
 * The import law and how code is written. The law itself lies in tests/architecture/law, beside the probes that
 * break each rule on purpose; this file only lays it over the projects.
 */
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';
import { boundariesOf } from './tests/architecture/law/boundaries.ts';
import { files } from './tests/architecture/law/file-names.ts';
import { refreshProjectGraph } from './tests/architecture/law/graph.ts';
import { readProjects } from './tests/architecture/law/projects.ts';
import { environmentReaders, restrictionsOf } from './tests/architecture/law/restrictions.ts';
import { PROOF_RULES, TYPESCRIPT_RULES } from './tests/architecture/law/typescript.ts';

await refreshProjectGraph();

const root = import.meta.dirname;
const projects = readProjects(root);
const PROOFS = [
  '**/*.spec.ts',
  '**/*.conformance.ts',
  '**/*.fake.ts',
  '**/src/testing/**/*.ts',
  '**/test-setup.ts',
  'tests/**/*.ts',
];

/** The law for one project: its production code, and the code that proves it. */
function lawOf(project) {
  const kinds = [
    { kind: 'production', files: [`${project.root}/**/*.ts`], ignores: PROOFS },
    { kind: 'proof', files: PROOFS.map((glob) => [`${project.root}/**/*.ts`, glob]) },
  ];
  const { files: readers, rules: reading } = environmentReaders(project);
  return [
    ...kinds.map(({ kind, ...where }) => ({
      ...where,
      rules: {
        '@nx/enforce-module-boundaries': ['error', boundariesOf(project, kind === 'proof')],
        'evenhand/name': ['error', { browser: project.runtime === 'browser' }],
        'evenhand/homeless': 'off',
        ...restrictionsOf(project, kind),
        ...(kind === 'proof' && PROOF_RULES),
      },
    })),
    ...(project.type === 'platform' ? [{ files: readers, rules: reading }] : []),
  ];
}

export default [
  { ignores: ['**/dist', '**/node_modules', '**/generated', '.evenhand', '.nx', '.angular', 'coverage'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    languageOptions: {
      parser: tseslint.parser,
      // Two programs for everything: one for Node, one for the browser. One per project takes four times as long.
      parserOptions: { project: ['tsconfig.json', 'tsconfig.browser.json'], tsconfigRootDir: root },
    },
    plugins: { '@nx': nx, '@typescript-eslint': tseslint.plugin, evenhand: files },
    rules: { ...TYPESCRIPT_RULES, 'evenhand/homeless': 'error', 'evenhand/visible': 'error' },
  },
  ...projects.flatMap(lawOf),
  {
    files: ['*.config.ts', 'prisma/**/*.ts', 'ml-prompts/**/*.ts', 'fairness-audits/**/*.ts'],
    rules: { 'evenhand/homeless': 'off' },
  },
];
