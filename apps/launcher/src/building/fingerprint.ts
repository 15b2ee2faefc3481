import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Files that change nothing about what is built. */
const WITHOUT_EFFECT = /\.(spec|fake|conformance)\.ts$|(^|\/)(testing|generated|node_modules)\/|\.md$/;

/**
 * A digest of files and folders: equal digests mean the same names and contents. Specs, test doubles and generated code
 * do not count.
 * @param inputs paths below `base`; what does not exist counts as empty
 */
export function fingerprint(base: string, inputs: readonly string[]): string {
  const digest = createHash('sha256');
  for (const file of filesOf(base, inputs)) {
    const content = createHash('sha256')
      .update(readFileSync(path.join(base, file)))
      .digest('hex');
    digest.update(`${content} ${file}\n`);
  }
  return digest.digest('hex');
}

function filesOf(base: string, inputs: readonly string[]): string[] {
  return inputs
    .flatMap((input) => {
      const found = statSync(path.join(base, input), { throwIfNoEntry: false });
      if (!found) return [];
      if (found.isFile()) return [input];
      return globSync('**/*', { cwd: path.join(base, input), withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(base, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    })
    .filter((file) => !WITHOUT_EFFECT.test(file))
    .sort();
}
