import { inside, whereFound, type LockedPackage, type LockFile } from './lock-file.ts';
import { platformOf } from './platform.ts';

/**
 * Adds the optional platform packages that npm left out of a lock file.
 *
 * A registry that does not have every platform's package makes npm drop the missing ones without a word; `npm ci` then
 * refuses the lock file ("Missing … from lock file"). Each dropped package that is asked for by an exact version gets the
 * entry npm would have written, save for its address and checksum.
 *
 * @returns the filled lock file and the names added
 */
export function fillLock<L extends LockFile>(lock: L): { lock: L; added: string[] } {
  const packages: Record<string, LockedPackage> = { ...lock.packages };
  const added: string[] = [];
  for (const [folder, { dev, optionalDependencies = {} }] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const found = whereFound(packages, folder, name);
      if (!isExact(version) || (found !== undefined && packages[found]?.version === version)) continue;
      const place = found === undefined ? inside('', name) : inside(folder, name);
      packages[place] = { version, ...platformOf(name), ...(dev ? { dev } : {}), optional: true };
      added.push(`${name}@${version}`);
    }
  }
  return { lock: { ...lock, packages: sorted(packages) }, added };
}

function isExact(version: string): boolean {
  return /^\d+\.\d+\.\d+[^\s|<>=^~*]*$/.test(version);
}

function sorted(packages: Record<string, LockedPackage>): Record<string, LockedPackage> {
  return Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
}
