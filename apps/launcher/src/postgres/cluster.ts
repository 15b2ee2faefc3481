import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

import { Complaint } from '../progress.ts';
import { identify, type Identity } from '../processes/identity.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { findServer } from './postmaster-file.ts';

export const SUPERUSER = 'postgres';

/** One PostgreSQL data directory, and what may be done with it by command line. */
export class Cluster {
  readonly directory: string;
  readonly #binaries: Binaries;
  readonly #account: Account;

  constructor(directory: string, binaries: Binaries, account: Account) {
    this.directory = directory;
    this.#binaries = binaries;
    this.#account = account;
  }

  exists(): boolean {
    return existsSync(path.join(this.directory, 'PG_VERSION'));
  }

  /** Makes an empty cluster. It is made beside its place and then moved there: a kill leaves no half of one. */
  async create(password: string, settings: readonly string[] = []): Promise<void> {
    const draft = `${this.directory}.new`;
    const passwordFile = `${this.directory}.password`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true, mode: 0o700 });
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    this.#give(draft);
    this.#give(passwordFile);
    try {
      await this.#run(this.#binaries.initdb, [
        ...['-D', draft, '-U', SUPERUSER, '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
        ...['--encoding', 'UTF8', '--locale', 'C', '--no-instructions', ...settings],
      ]);
    } finally {
      rmSync(passwordFile, { force: true });
    }
    renameSync(draft, this.directory);
  }

  /** Starts the server on the loopback address only, in a process group of its own, and does not wait for it. */
  start(port: number, logFile: string, settings: readonly string[] = []): Identity {
    const log = openSync(logFile, 'a', 0o600);
    const options = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'max_connections=200',
      ...settings,
    ];
    const args = ['-D', this.directory, '-p', String(port), ...options.flatMap((option) => ['-c', option])];
    const server = spawn(this.#binaries.postgres, args, {
      ...this.#account,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    server.unref();
    const identity = server.pid === undefined ? undefined : identify(server.pid);
    if (!identity) throw new Complaint(`PostgreSQL could not be started; see ${logFile}.`);
    return identity;
  }

  /** Ends the server, if one runs, after rolling open transactions back, and waits for it. */
  async stop(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    if (!findServer(this.directory)) return;
    await this.#run(this.#binaries.pgCtl, ['stop', '-D', this.directory, '-m', mode, '-w', '-t', '60', '-s']);
  }

  /** Gives the superuser a new password while no server runs. Who owns the files may do this. */
  async resetPassword(password: string): Promise<void> {
    const single = ['--single', '-D', this.directory, '-c', 'exit_on_error=true', SUPERUSER];
    await this.#run(this.#binaries.postgres, single, `ALTER ROLE ${SUPERUSER} PASSWORD '${password}'\n`);
  }

  #give(file: string): void {
    if (this.#account) chownSync(file, this.#account.uid, this.#account.gid);
  }

  async #run(program: string, args: readonly string[], input = ''): Promise<void> {
    const child = spawn(program, args, { ...this.#account, cwd: '/', detached: true });
    const complaints: Buffer[] = [];
    child.stdout.resume();
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
    child.stdin.end(input);
    const [code] = (await once(child, 'close')) as [number | null];
    if (code === 0) return;
    throw new Complaint(
      `${path.basename(program)} failed: ${Buffer.concat(complaints).toString('utf8').trim()}`,
    );
  }
}
