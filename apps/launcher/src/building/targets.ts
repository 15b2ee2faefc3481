import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

import { generateClient } from '../database/prisma.ts';
import { mustRun } from '../processes/command.ts';
import { inProject } from '../workspace.ts';
import { mustFit } from './initial-transfer.ts';
import { librariesFor } from './libraries.ts';
import { precompress } from './precompress.ts';

/** Something made from sources, and remade only when they change. */
export interface Target {
  readonly name: string;
  /** Files and folders it is made from, relative to the project. */
  readonly inputs: readonly string[];
  /** A file that is there once it was made. */
  readonly output: string;
  build(): Promise<void>;
}

const EVERYWHERE = ['package-lock.json', 'tsconfig.base.json'];

/** What a candidate's browser may load before the first screen, as it is sent: the promise to cheap phones on slow lines. */
const INTERVIEW_BYTES = 120_000;

/** The typed database client; the bundles need it first. */
export const client: Target = {
  name: 'database client',
  inputs: ['package-lock.json', 'prisma.config.ts', 'prisma/schema.prisma', 'prisma/models'],
  output: 'libs/adapters/database/src/generated/client.ts',
  build: generateClient,
};

/** What starts: the three processes, then the two web apps. */
export function applications(): Target[] {
  return [bundles(), webApp('console'), webApp('interview', INTERVIEW_BYTES)];
}

/** What is given to those who want to check us: one file. */
export const verifier: Target = {
  name: 'verifier',
  inputs: [...EVERYWHERE, 'apps/verifier', 'libs/ledger'],
  output: 'dist/apps/verifier/evenhand-verify.js',
  async build() {
    const folder = inProject('dist/apps/verifier');
    // Each file changes at once: somebody may be running the one that is there.
    const draft = `${folder}.${process.pid}.new`;
    try {
      await mustRun('Building the verifier', inProject('node_modules/rolldown/bin/cli.mjs'), [
        '-c',
        'apps/verifier/rolldown.config.mjs',
        '--dir',
        draft,
      ]);
      mkdirSync(folder, { recursive: true });
      for (const file of readdirSync(draft)) renameSync(path.join(draft, file), path.join(folder, file));
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  },
};

function bundles(): Target {
  const apps = ['apps/api', 'apps/worker', 'apps/revealer'];
  return {
    name: 'api, worker and revealer',
    inputs: [...EVERYWHERE, 'rolldown.config.mjs', ...client.inputs, ...apps, ...librariesFor('node')],
    output: 'dist/apps/api/main.js',
    async build() {
      await mustRun('Building the processes', inProject('node_modules/rolldown/bin/cli.mjs'), [
        '-c',
        'rolldown.config.mjs',
      ]);
    },
  };
}

/** @param mostBytes that may be loaded before the first screen */
function webApp(name: string, mostBytes = Infinity): Target {
  return {
    name,
    inputs: [
      ...EVERYWHERE,
      'tsconfig.browser.json',
      'angular.json',
      `apps/${name}`,
      ...librariesFor('browser'),
    ],
    output: `dist/apps/${name}/browser/index.html`,
    async build() {
      await mustRun(`Building ${name}`, inProject('node_modules/@angular/cli/bin/ng.js'), ['build', name]);
      const folder = inProject(`dist/apps/${name}/browser`);
      await precompress(folder);
      mustFit(name, folder, mostBytes);
    },
  };
}
