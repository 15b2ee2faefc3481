import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { root } from '../workspace.ts';

type Runtime = 'node' | 'browser';

/** The libs that code for a runtime may import, by the same tags as the import law. */
export function librariesFor(runtime: Runtime): string[] {
  return globSync('libs/**/project.json', { cwd: root })
    .filter((file) => {
      const { tags } = JSON.parse(readFileSync(path.join(root, file), 'utf8')) as { tags: string[] };
      return tags.includes(`runtime:${runtime}`) || tags.includes('runtime:universal');
    })
    .map((file) => path.dirname(file))
    .sort();
}
