/**
 * Benchmarks are started by Node as they are, while the libraries they measure need bundling first. The entry is given
 * as text: what is measured is named in the benchmark, and no benchmark takes part in the import law of the product.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { rolldown } from 'rolldown';

const root = path.resolve(import.meta.dirname, '../..');
const ENTRY = path.join(root, 'bench-entry.ts');

/**
 * Bundles an entry and loads it.
 *
 * @param source module text; relative imports start at the root of the repository
 */
export async function load<Exports>(source: string): Promise<Exports> {
  // Below the repository, so that packages are found.
  await mkdir(path.join(root, 'dist'), { recursive: true });
  const folder = await mkdtemp(path.join(root, 'dist/bench-'));
  try {
    const bundle = await rolldown({
      input: ENTRY,
      platform: 'node',
      tsconfig: path.join(root, 'tsconfig.base.json'),
      external: (id) => !/^(\.|@evenhand\/|@oxc-project\/)/.test(id) && !path.isAbsolute(id),
      plugins: [
        {
          name: 'entry',
          resolveId: (id) => (id === ENTRY ? ENTRY : null),
          load: (id) => (id === ENTRY ? { code: source, moduleType: 'ts' } : null),
        },
      ],
    });
    const file = path.join(folder, 'bench.mjs');
    await bundle.write({ file, format: 'esm' });
    await bundle.close();
    return (await import(pathToFileURL(file).href)) as Exports;
  } finally {
    await rm(folder, { recursive: true });
  }
}
