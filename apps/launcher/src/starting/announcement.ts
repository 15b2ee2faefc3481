import { readPrivate, writePrivate } from '../keeping/private-file.ts';
import { kept } from '../workspace.ts';

/** Somebody who can sign in to the demo. */
export interface SignIn {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

/** Where this start can be reached, for people and for programs. */
export interface Started {
  /** The address below which `/api/…` lies. */
  readonly api: string;
  readonly console: string;
  readonly interview: string;
  readonly signIns: readonly SignIn[];
}

export const startedFile = kept('started.json');

/** Gathers the addresses, and the sign-ins that the demo wrote down. */
export function gather(publicUrl: string): Started {
  return {
    api: publicUrl,
    console: `${publicUrl}/console/`,
    interview: `${publicUrl}/interview/`,
    signIns: readPrivate<SignIn[]>(kept('demo-sign-ins.json')) ?? [],
  };
}

/** Prints it, and writes it where only this account may read it. */
export function announce(started: Started, setUpCode: string | undefined): void {
  writePrivate(startedFile, started);
  const lines = [
    '',
    'Evenhand runs.',
    '',
    `  Console    ${started.console}`,
    `  Interview  ${started.interview}`,
  ];
  if (setUpCode !== undefined) lines.push('', `  Set-up code for the first administrator: ${setUpCode}`);
  if (started.signIns.length > 0)
    lines.push('', '  Sign in to the demo as', ...started.signIns.map(inOneLine));
  console.log([...lines, '', 'Ctrl-C stops it.', ''].join('\n'));
}

function inOneLine({ role, email, password }: SignIn): string {
  return `    ${role.padEnd(24)}${email.padEnd(36)}${password}`;
}
