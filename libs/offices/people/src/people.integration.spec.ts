import { openDatabase } from '@evenhand/adapters/database';
import type { Role } from '@evenhand/contracts';
import { SeededChance, StillClock } from '@evenhand/domain/testing';
import { readSettings } from '@evenhand/platform';
import { asOwner } from '../../../../tests/support/screening-rows';
import { Accounts } from './accounts';
import {
  AlreadySetUp,
  DutiesApart,
  EmailTaken,
  LastAdministrator,
  PersonUnknown,
  SignInLocked,
  WrongSetUpCode,
  WrongSignIn,
} from './people.errors';
import { SetUpDesk } from './set-up';
import { SignInDesk } from './sign-in';
import { StoredColleagues } from './stored-colleagues';
import { StoredSessions } from './stored-sessions';

const database = openDatabase('signin', process.env['DATABASE_URL_SIGNIN'] ?? '');
const clock = new StillClock();
const chance = new SeededChance();
const accounts = new Accounts(database, clock, chance);
const sessions = new StoredSessions(database, clock, chance);
const desk = new SignInDesk(database, sessions, clock);
const setUp = new SetUpDesk(database, readSettings({ SETUP_CODE: 'the-code' }), accounts, sessions);
const colleagues = new StoredColleagues(database);

const minute = 60_000;
const hour = 60 * minute;
const password = 'correct horse battery';
let count = 0;
const person = (...roles: Role[]) => {
  count += 1;
  return accounts.create({ email: `p${count}@example.org`, name: `Person ${count}`, password, roles }, null);
};
const entriesOf = (id: string): Promise<Record<string, unknown>[]> =>
  asOwner(async (owner) => {
    const { rows } = await owner.query<{ entry: string }>(
      `SELECT entry FROM ledger.pending WHERE entry::jsonb ->> 'account' = $1 ORDER BY position`,
      [id],
    );
    return rows.map(({ entry }) => JSON.parse(entry) as Record<string, unknown>);
  });

afterAll(() => database.close());

describe('set-up', () => {
  test('makes the first administrator with the printed code, once', async () => {
    const first = { code: 'the-code', email: 'first@example.org', name: 'First', password };
    expect(await setUp.needed()).toBe(true);
    await expect(setUp.setUp({ ...first, code: 'guess' })).rejects.toThrow(WrongSetUpCode);

    const both = await Promise.allSettled([
      setUp.setUp(first),
      setUp.setUp({ ...first, email: 'second@example.org' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await setUp.needed()).toBe(false);
    await expect(setUp.setUp(first)).rejects.toThrow(AlreadySetUp);

    const [administrator] = await accounts.list('administrator');
    expect(administrator?.roles).toEqual(['administrator']);
    expect((await entriesOf(administrator?.id ?? '')).map(({ type }) => type)).toEqual([
      'account-created',
      'roles-changed',
    ]);
  });

  test('lets nobody in where no code is set', async () => {
    const closed = new SetUpDesk(database, readSettings({}), accounts, sessions);
    await expect(closed.setUp({ code: '', email: 'x@example.org', name: 'X', password })).rejects.toThrow(
      WrongSetUpCode,
    );
  });
});

describe('signing in', () => {
  test('gives a session whose secret is stored nowhere', async () => {
    const { id, email } = await person('reviewer', 'recruiter');
    const { secret, person: signedIn } = await desk.signIn({ email, password });
    expect(signedIn).toEqual({
      id,
      email,
      name: expect.any(String) as string,
      roles: ['recruiter', 'reviewer'],
    });
    expect(await sessions.personOf(secret)).toEqual(signedIn);
    const stored = await asOwner((owner) => owner.query('SELECT * FROM people.session'));
    expect(JSON.stringify(stored.rows)).not.toContain(secret);
    await sessions.end(secret);
    expect(await sessions.personOf(secret)).toBeNull();
  });

  test('says the same of a wrong password, an unknown address and a disabled account', async () => {
    const { id, email } = await person('reviewer');
    await expect(desk.signIn({ email, password: 'wrong' })).rejects.toThrow(WrongSignIn);
    await expect(desk.signIn({ email: 'nobody@example.org', password })).rejects.toThrow(WrongSignIn);
    await accounts.change(id, { disabled: true }, id);
    await expect(desk.signIn({ email, password })).rejects.toThrow(WrongSignIn);
  });

  test('works as hard for an unknown address as for a wrong password', async () => {
    const { email } = await person('reviewer');
    // Work of the processor, not time on the clock: other programs run beside this test.
    const work = async (address: string): Promise<number> => {
      const from = process.cpuUsage();
      await desk.signIn({ email: address, password: 'wrong' }).catch(() => null);
      const { user, system } = process.cpuUsage(from);
      return user + system;
    };
    await work('warm-up@example.org');
    const known = [await work(email), await work(email), await work(email)];
    const unknown = [
      await work('u1@example.org'),
      await work('u2@example.org'),
      await work('u3@example.org'),
    ];
    // Without the check against nobody's password an unknown address would take a tenth of the work.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 2);
  });

  test.each(['an account', 'an address nobody has'])(
    'locks %s after ten wrong passwords for 15 minutes',
    async (who) => {
      const email = who === 'an account' ? (await person('reviewer')).email : 'stranger@example.org';
      for (let attempt = 0; attempt < 10; attempt++) {
        await expect(desk.signIn({ email, password: 'wrong' })).rejects.toThrow(WrongSignIn);
      }
      await expect(desk.signIn({ email, password })).rejects.toThrow(SignInLocked);
      clock.pass(15 * minute - 1);
      await expect(desk.signIn({ email, password })).rejects.toThrow(SignInLocked);
      clock.pass(1);
      const again = desk.signIn({ email, password });
      if (who === 'an account') expect((await again).person.email).toBe(email);
      else await expect(again).rejects.toThrow(WrongSignIn);
    },
  );

  test('counts attempts made side by side one by one', async () => {
    const { email } = await person('reviewer');
    const results = await Promise.allSettled(
      Array.from({ length: 15 }, () => desk.signIn({ email, password: 'wrong' })),
    );
    const codes = results.map((each) =>
      each.status === 'rejected' ? (each.reason as { code: string }).code : 'in',
    );
    expect(codes.filter((code) => code === 'wrong-sign-in')).toHaveLength(10);
    expect(codes.filter((code) => code === 'sign-in-locked')).toHaveLength(5);
  });

  test('forgets wrong passwords after a right one', async () => {
    const { email } = await person('reviewer');
    for (let attempt = 0; attempt < 9; attempt++)
      await desk.signIn({ email, password: 'wrong' }).catch(() => null);
    await desk.signIn({ email, password });
    await expect(desk.signIn({ email, password: 'wrong' })).rejects.toThrow(WrongSignIn);
    await desk.signIn({ email, password });
  });
});

describe('a session', () => {
  test('ends after twelve idle hours, and use keeps it', async () => {
    const { email } = await person('reviewer');
    const { secret } = await desk.signIn({ email, password });
    for (let day = 0; day < 3; day++) {
      clock.pass(11 * hour);
      expect(await sessions.personOf(secret)).not.toBeNull();
    }
    clock.pass(12 * hour);
    expect(await sessions.personOf(secret)).toBeNull();
  });

  test('ends after seven days whatever happens', async () => {
    const { email } = await person('reviewer');
    const { secret } = await desk.signIn({ email, password });
    for (let hours = 0; hours < 7 * 24 - 11; hours += 11) {
      clock.pass(11 * hour);
      expect(await sessions.personOf(secret)).not.toBeNull();
    }
    clock.pass(11 * hour);
    expect(await sessions.personOf(secret)).toBeNull();
  });

  test('is unknown when the secret is', async () => {
    expect(await sessions.personOf('A'.repeat(43))).toBeNull();
  });

  test('ends with its account: disabled, or given a new password', async () => {
    const one = await person('reviewer');
    const { secret } = await desk.signIn({ email: one.email, password });
    await accounts.change(one.id, { disabled: true }, one.id);
    expect(await sessions.personOf(secret)).toBeNull();
    await accounts.change(one.id, { disabled: false }, one.id);
    expect(await sessions.personOf(secret)).toBeNull();

    const { secret: other } = await desk.signIn({ email: one.email, password });
    await accounts.change(one.id, { password: 'another long password' }, one.id);
    expect(await sessions.personOf(other)).toBeNull();
    await expect(desk.signIn({ email: one.email, password })).rejects.toThrow(WrongSignIn);
    await desk.signIn({ email: one.email, password: 'another long password' });
    expect((await entriesOf(one.id)).map(({ type }) => type)).toEqual([
      'account-created',
      'roles-changed',
      'account-disabled',
      'account-enabled',
      'password-set',
    ]);
  });
});

describe('accounts', () => {
  test('have one address each', async () => {
    const { email } = await person('reviewer');
    await expect(accounts.create({ email, name: 'X', password, roles: ['reviewer'] }, null)).rejects.toThrow(
      EmailTaken,
    );
  });

  test('keep duties apart: officers neither recruit, review nor decide, nor belong to a requisition', async () => {
    await expect(person('accommodation_officer', 'reviewer')).rejects.toThrow(DutiesApart);
    const reviewer = await person('reviewer');
    await expect(
      accounts.change(reviewer.id, { roles: ['reviewer', 'compliance_officer'] }, reviewer.id),
    ).rejects.toThrow(DutiesApart);
    expect((await accounts.list('reviewer')).map(({ id }) => id)).toContain(reviewer.id);
    // Changing sides altogether is fine.
    const changed = await accounts.change(reviewer.id, { roles: ['compliance_officer'] }, reviewer.id);
    expect(changed.roles).toEqual(['compliance_officer']);

    const member = await person('recruiter');
    await asOwner(async (owner) => {
      const { rows } = await owner.query<{ id: string }>(
        `INSERT INTO screening.requisition (title, contact_email, created_by, created_at) VALUES ('x', 'x@example.org', $1, now()) RETURNING id`,
        [member.id],
      );
      await owner.query(`INSERT INTO screening.member VALUES ($1, $2, 'recruiter')`, [
        rows[0]?.id,
        member.id,
      ]);
    });
    await expect(accounts.change(member.id, { roles: ['accommodation_officer'] }, member.id)).rejects.toThrow(
      DutiesApart,
    );
  });

  test('keep one administrator, also when two leave at once', async () => {
    const others = (await accounts.list('administrator')).map(({ id }) => id);
    const [one, two] = [await person('administrator'), await person('administrator')];
    for (const id of others) await accounts.change(id, { roles: ['recruiter'] }, one.id);
    const both = await Promise.allSettled([
      accounts.change(one.id, { disabled: true }, one.id),
      accounts.change(two.id, { roles: ['recruiter'] }, two.id),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const left = (await accounts.list('administrator')).filter(({ disabled }) => !disabled);
    expect(left).toHaveLength(1);
    await expect(accounts.change(left[0]?.id ?? '', { disabled: true }, one.id)).rejects.toThrow(
      LastAdministrator,
    );
  });

  test('of nobody cannot be changed', async () => {
    await expect(accounts.change(chance.uuid(), { disabled: true }, chance.uuid())).rejects.toThrow(
      PersonUnknown,
    );
  });

  test('are shown to colleagues by name and duty only', async () => {
    const reviewer = await person('reviewer', 'administrator');
    const officer = await person('compliance_officer');
    const listed = await colleagues.withDuties('reviewer');
    expect(listed.find(({ id }) => id === reviewer.id)).toEqual({
      id: reviewer.id,
      name: reviewer.name,
      roles: ['reviewer'],
    });
    expect((await colleagues.withDuties()).map(({ id }) => id)).not.toContain(officer.id);
    expect(await colleagues.namesOf([officer.id, chance.uuid()])).toEqual(
      new Map([[officer.id, officer.name]]),
    );
  });

  test('leave no name and no address in the log', async () => {
    const { rows } = await asOwner((owner) =>
      owner.query<{ entry: string }>('SELECT entry FROM ledger.pending'),
    );
    expect(rows.length).toBeGreaterThan(20);
    expect(JSON.stringify(rows)).not.toMatch(/example\.org|Person \d/);
  });
});
