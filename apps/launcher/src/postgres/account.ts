import { readFileSync, statSync } from 'node:fs';

import { Complaint } from '../progress.ts';

/** The operating-system account PostgreSQL runs as; `undefined` means the launcher's own. */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root. Root therefore runs it as whoever owns the data already, else as `postgres`, else
 * as `nobody`.
 */
export function serverAccount(dataDirectory?: string): Account {
  if (process.getuid?.() !== 0) return undefined;
  const owner = dataDirectory === undefined ? undefined : statSync(dataDirectory, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const passwd = readFileSync('/etc/passwd', 'utf8');
  const account = accountIn(passwd, 'postgres') ?? accountIn(passwd, 'nobody');
  if (!account)
    throw new Complaint(
      'PostgreSQL cannot run as root, and there is neither an account postgres nor nobody.',
    );
  return account;
}

/** An account out of the text of `/etc/passwd`. */
export function accountIn(passwd: string, name: string): Account {
  const [, , uid, gid] =
    passwd
      .split('\n')
      .map((line) => line.split(':'))
      .find(([login]) => login === name) ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}
