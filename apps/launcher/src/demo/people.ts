import { randomBytes } from 'node:crypto';

import type { Me, Person, Role } from '@evenhand/contracts';

import { ApiSession, type StepReport } from '../journey/api-session.ts';
import { signedIn, type SignIn } from '../journey/colleague.ts';

/** Who works in the demo. Every role has somebody, so that each page can be looked at. */
const colleagues = [
  { key: 'recruiter', name: 'Rosa Keller', role: 'recruiter' },
  { key: 'reviewer1', name: 'Rui Almeida', role: 'reviewer' },
  { key: 'reviewer2', name: 'Rania Haddad', role: 'reviewer' },
  { key: 'reviewer3', name: 'Ragnar Berg', role: 'reviewer' },
  { key: 'manager', name: 'Hana Novak', role: 'hiring_manager' },
  { key: 'accommodation', name: 'Ada Clarke', role: 'accommodation_officer' },
  { key: 'compliance', name: 'Carl Weiss', role: 'compliance_officer' },
  { key: 'auditor', name: 'Aino Laine', role: 'auditor' },
] as const satisfies readonly { key: string; name: string; role: Role }[];

export type ColleagueKey = (typeof colleagues)[number]['key'];

/** A colleague of the demo, signed in. */
export interface DemoColleague {
  readonly id: string;
  readonly session: ApiSession;
}

export interface DemoPeople {
  readonly of: Readonly<Record<ColleagueKey, DemoColleague>>;
  readonly signIns: readonly (SignIn & { role: Role; name: string })[];
}

/** Creates the administrator and, through the administrator, everybody else. One random password for all of them. */
export async function makePeople(
  base: string,
  report: (step: StepReport) => void,
  setUpCode: string,
): Promise<DemoPeople> {
  const password = `demo-${randomBytes(6).toString('base64url')}`;
  const administrator = { email: 'adam@demo.example', name: 'Adam Fischer', password };
  const adam = new ApiSession(base, report);
  await adam.call<Me>('set up', 'POST', '/api/setup', { ...administrator, code: setUpCode });

  const entries: [ColleagueKey, DemoColleague][] = [];
  const signIns: (SignIn & { role: Role; name: string })[] = [];
  for (const { key, name, role } of colleagues) {
    const email = `${name.split(' ')[0]?.toLowerCase()}@demo.example`;
    const { id } = await adam.call<Person>('add a person', 'POST', '/api/people', {
      email,
      name,
      password,
      roles: [role],
    });
    entries.push([key, { id, session: await signedIn(base, report, { email, password }) }]);
    signIns.push({ role, name, email, password });
  }
  signIns.push({ role: 'administrator', name: administrator.name, email: administrator.email, password });
  return { of: Object.fromEntries(entries) as Record<ColleagueKey, DemoColleague>, signIns };
}
