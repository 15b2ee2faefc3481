import { ApiSession, type StepReport } from '../../apps/launcher/src/journey/api-session.ts';
import { signedIn } from '../../apps/launcher/src/journey/colleague.ts';
import type { Stack } from '../support/stack.ts';

/** A colleague made for a test. */
export interface TestColleague {
  readonly id: string;
  readonly email: string;
  readonly session: ApiSession;
}

/** Password of every colleague of a test. */
export const testPassword = 'correct horse battery';

/**
 * Sets an empty system up and adds colleagues by name and role.
 *
 * @param wanted name to role, for example { one: 'reviewer' }
 */
export async function makeColleagues<N extends string>(
  stack: Stack,
  wanted: Readonly<Record<N, string>>,
  report: (step: StepReport) => void = () => undefined,
): Promise<Record<N, TestColleague>> {
  const admin = new ApiSession(stack.base, report);
  const first = { code: stack.setUpCode, email: 'admin@example.org', name: 'Admin', password: testPassword };
  await admin.call('set up', 'POST', '/api/setup', first);
  const made: [string, TestColleague][] = [];
  for (const [name, role] of Object.entries<string>(wanted)) {
    const email = `${name}@example.org`;
    const person = { email, name, password: testPassword, roles: [role] };
    const { id } = await admin.call<{ id: string }>('add a person', 'POST', '/api/people', person);
    made.push([
      name,
      { id, email, session: await signedIn(stack.base, report, { email, password: testPassword }) },
    ]);
  }
  return Object.fromEntries(made) as Record<N, TestColleague>;
}
