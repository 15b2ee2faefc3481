import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What traced programs did that a media tool has no business doing. */
export interface Trespass {
  /** Lines in which the canary, or any other recording, was opened. */
  readonly opened: readonly string[];
  /** Lines in which a connection was asked for. */
  readonly connected: readonly string[];
}

/** Whether this machine lets strace look at other programs: it may be missing, or forbidden in a container. */
export function mayTrace(): boolean {
  try {
    execFileSync('strace', ['-qq', '-e', 'trace=none', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Puts strace before programs, and reads what it saw. */
export class Tracer {
  private readonly folder: string;
  private readonly logs: string;

  constructor(folder: string) {
    this.folder = folder;
    this.logs = path.join(folder, 'traces');
    mkdirSync(this.logs, { recursive: true });
  }

  /** A program that runs the given one and writes down what files it opens and whom it calls. */
  around(tool: string): string {
    const strace = execFileSync('/bin/sh', ['-c', 'command -v strace'], { encoding: 'utf8' }).trim();
    const wrapper = path.join(this.folder, `traced-${path.basename(tool)}`);
    const calls = 'trace=open,openat,openat2,creat,socket,connect,execve';
    const line = `exec ${strace} -f -qq -s 400 -e ${calls} -o "${this.logs}/$$" "${tool}" "$@"`;
    writeFileSync(wrapper, `#!/bin/sh\n${line}\n`);
    chmodSync(wrapper, 0o755);
    return wrapper;
  }

  /** What was seen since the last time; the canary is known by its name. */
  take(canaryName: string): Trespass & { readonly traced: number } {
    const logs = readdirSync(this.logs);
    const lines = logs.flatMap((log) => readFileSync(path.join(this.logs, log), 'latin1').split('\n'));
    for (const log of logs) rmSync(path.join(this.logs, log));
    const opens = lines.filter((line) => /\b(open|openat|openat2|creat)\(/.test(line));
    return {
      traced: logs.length,
      opened: opens.filter((line) => line.includes(`/${canaryName}"`) || line.includes(`"${canaryName}"`)),
      connected: lines.filter((line) => /\bsocket\(AF_INET6?|\bconnect\([^)]*AF_INET/.test(line)),
    };
  }
}
