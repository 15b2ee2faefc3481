import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';

import { say } from '../progress.ts';

/** Programs that npm cannot bring, by their Debian packages, and the names under which one finds them. */
const EXECUTABLES = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome'],
  ffmpeg: ['ffmpeg'],
  'redis-server': ['redis-server'],
  'espeak-ng': ['espeak-ng'],
} as const;

/** Libraries of Python, by their Debian packages, and the modules they bring. */
const MODULES = { 'python3-scipy': 'scipy', 'python3-statsmodels': 'statsmodels' } as const;

/** Debian's own Python finds what Debian's packages bring, also where another one comes first on the path. */
const PYTHONS = ['python3', '/usr/bin/python3'];

export type ProgramName = keyof typeof EXECUTABLES | keyof typeof MODULES;

/** Which of these programs are not on the path under any of their names, or not to be imported. */
export function missingPrograms(
  names: readonly ProgramName[],
  searchPath = process.env['PATH'] ?? '',
): ProgramName[] {
  const isThere = (executable: string): boolean =>
    searchPath.split(path.delimiter).some((folder) => isExecutable(path.join(folder, executable)));
  return names.filter((name) =>
    isLibrary(name)
      ? !PYTHONS.some((python) => canImport(python, MODULES[name]))
      : !EXECUTABLES[name].some(isThere),
  );
}

/** The command that installs programs on Debian. */
export function installCommand(names: readonly ProgramName[]): string {
  return `apt-get install -y --no-install-recommends ${names.join(' ')}`;
}

/** Installs what is missing where that may be done without asking: as root on Debian. */
export function installPrograms(names: readonly ProgramName[]): void {
  if (names.length === 0 || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return;
  say(`Installing ${names.join(', ')} …`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const command of ['apt-get update', installCommand(names)]) {
    const [program = '', ...args] = command.split(' ');
    const { status, stderr } = spawnSync(program, args, { env: environment, encoding: 'utf8' });
    if (status !== 0) say(`${command} failed: ${stderr.trim().split('\n').slice(-3).join(' ')}`);
  }
}

function isLibrary(name: ProgramName): name is keyof typeof MODULES {
  return name in MODULES;
}

function canImport(python: string, module: string): boolean {
  return spawnSync(python, ['-c', `import ${module}`]).status === 0;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
