import path from 'node:path';

import { defineConfig } from 'rolldown';

const root = import.meta.dirname;

/** What is bundled for Node, by the place of its bundle below dist/apps. */
const ENTRIES = {
  'api/main.js': 'apps/api/src/main.ts',
  'worker/main.js': 'apps/worker/src/main.ts',
  'worker/media-check.js': 'apps/worker/src/diagnosis/media-check.ts',
  'worker/summarise.js': 'apps/worker/src/diagnosis/summarise.ts',
  'revealer/main.js': 'apps/revealer/src/main.ts',
  'revealer/fsck.js': 'apps/revealer/src/fsck.ts',
  // What the launcher's own programs, which Node runs as they are, use of the libraries.
  'launcher/ledger.js': 'libs/ledger/src/index.ts',
};

/** Our own code goes into the bundle, packages stay in node_modules. (rolldown's own runtime must not stay outside.) */
function isPackage(id) {
  return !/^(\.|@evenhand\/|@oxc-project\/)/.test(id) && !path.isAbsolute(id);
}

export default Object.entries(ENTRIES).map(([bundle, entry]) =>
  defineConfig({
    input: path.join(root, entry),
    platform: 'node',
    tsconfig: path.join(root, 'tsconfig.base.json'),
    external: isPackage,
    output: {
      dir: path.join(root, 'dist/apps', path.dirname(bundle)),
      entryFileNames: path.basename(bundle),
      chunkFileNames: `${path.parse(bundle).name}-[name]-[hash].js`,
      format: 'esm',
      sourcemap: true,
    },
  }),
);
