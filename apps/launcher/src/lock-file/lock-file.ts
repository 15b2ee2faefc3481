/** One installed package in `package-lock.json`, as far as we read it. */
export interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** `package-lock.json`: packages by the folder they are installed in (`''` is the project). */
export interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** The folder in which Node finds a package that code in `from` asks for, or `undefined`. */
export function whereFound(packages: LockFile['packages'], from: string, name: string): string | undefined {
  for (let folder: string | undefined = from; folder !== undefined; folder = folderAbove(folder)) {
    const place = inside(folder, name);
    if (packages[place]) return place;
  }
  return undefined;
}

/** Where a package lies when it is installed in the node_modules of `folder`. */
export function inside(folder: string, name: string): string {
  return folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
}

function folderAbove(folder: string): string | undefined {
  if (folder === '') return undefined;
  const end = folder.lastIndexOf('/node_modules/');
  return end === -1 ? '' : folder.slice(0, end);
}
