import path from 'node:path';

import { defineConfig } from 'rolldown';

const root = path.join(import.meta.dirname, '../..');

/**
 * One file with everything in it. As CommonJS it runs wherever somebody puts it: without a package.json beside it, older
 * Node takes a .js file for nothing else. Beside our own package.json it needs one that says so.
 */
const besideOurs = {
  name: 'beside-our-package-json',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' });
  },
};

const BANNER = `#!/usr/bin/env node
// evenhand-verify, part of Evenhand (Apache-2.0). Holds the packages @noble/hashes (MIT) and canonicalize (Apache-2.0).
// Nothing in it is minified: read it before you believe it.`;

export default defineConfig({
  cwd: root, // the names of source files in the bundle are the same wherever it is built
  input: path.join(root, 'apps/verifier/src/main.ts'),
  platform: 'node',
  tsconfig: path.join(root, 'tsconfig.base.json'),
  external: /^node:/,
  plugins: [besideOurs],
  output: {
    dir: path.join(root, 'dist/apps/verifier'),
    entryFileNames: 'evenhand-verify.js',
    format: 'cjs',
    banner: BANNER,
    codeSplitting: false,
  },
});
