import { randomBytes, randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Me } from '@evenhand/contracts';

import { ApiSession, type Reply } from '../../apps/launcher/src/journey/api-session.ts';
import { makeColleagues, testPassword, type TestColleague } from '../journeys/colleagues.ts';
import { expectProblem } from '../journeys/problems.ts';
import { asOwner } from '../support/screening-rows.ts';
import { startStack, type Stack } from '../support/stack.ts';

jest.setTimeout(120_000);

let stack: Stack;
let people: Record<'admin2' | 'one' | 'two' | 'three' | 'four' | 'five', TestColleague>;

beforeAll(async () => {
  stack = await startStack({ PUBLIC_URL: 'https://hire.example.org' });
  people = await makeColleagues(stack, {
    admin2: 'administrator',
    one: 'reviewer',
    two: 'recruiter',
    three: 'reviewer',
    four: 'reviewer',
    five: 'reviewer',
  });
});
afterAll(() => stack?.stop());

/** Network addresses as the proxy in front passes them on. */
let addresses = 0;
const anywhere = (): string => `198.51.${Math.floor((addresses += 1) / 250)}.${addresses % 250}`;

interface SignInReply extends Reply<Me> {
  /** Value of the cookie that came with it; empty when none did. */
  readonly cookie: string;
}

async function signIn(
  email: string,
  password = testPassword,
  { cookie = '', from = anywhere() } = {},
): Promise<SignInReply> {
  const answer = await fetch(`${stack.base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from, ...(cookie ? { cookie } : {}) },
    body: JSON.stringify({ email, password }),
  });
  const set = answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Me, cookie: set };
}

/** Who a cookie says somebody is: status, and name when there is one. */
async function whoIs(cookie: string): Promise<number> {
  return (await fetch(`${stack.base}/api/session`, { headers: { cookie } })).status;
}

const change = (person: TestColleague, what: object): Promise<unknown> =>
  people.admin2.session.call('change a person', 'PATCH', `/api/people/${person.id}`, what);
const wind = (sql: string, person: TestColleague): Promise<unknown> =>
  asOwner((owner) => owner.query(sql, [person.id]));

describe('the cookie of a session', () => {
  it('is out of reach of scripts, of other websites and of plain http', async () => {
    const { headers, body } = await signIn(people.one.email);
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^evenhand_session=[\w-]{43}; Path=\/api; HttpOnly; SameSite=Strict; Max-Age=604800; Secure$/,
      ),
    ]);
    expect(Object.keys(body).sort()).toEqual(['demo', 'email', 'id', 'name', 'roles']);
  });

  it('is chosen by the server, never by whoever signs in', async () => {
    const chosen = `evenhand_session=${randomBytes(32).toString('base64url')}`;
    const { cookie, status } = await signIn(people.one.email, testPassword, { cookie: chosen });
    expect(status).toBe(200);
    expect(cookie).not.toBe(chosen);
    expect([await whoIs(chosen), await whoIs(cookie)]).toEqual([401, 200]);
  });

  it('is a new one with every sign-in, and the one before ends', async () => {
    const first = await signIn(people.one.email);
    const second = await signIn(people.two.email, testPassword, { cookie: first.cookie });
    expect(second.cookie).not.toBe(first.cookie);
    expect([await whoIs(first.cookie), await whoIs(second.cookie)]).toEqual([401, 200]);
    const elsewhere = await signIn(people.two.email);
    expect([await whoIs(second.cookie), await whoIs(elsewhere.cookie)]).toEqual([200, 200]);
  });

  it('is worth nothing after signing out, and nothing in the database could be used as one', async () => {
    const { cookie } = await signIn(people.one.email);
    const hashes = await asOwner(async (owner) => {
      const { rows } = await owner.query<{ token_hash: string }>('SELECT token_hash FROM people.session');
      return rows.map((row) => row.token_hash);
    });
    for (const hash of hashes) expect(await whoIs(`evenhand_session=${hash}`)).toBe(401);
    await fetch(`${stack.base}/api/session`, { method: 'DELETE', headers: { cookie } });
    expect(await whoIs(cookie)).toBe(401);
  });

  it('is nothing but the secret: whatever else stands in it signs nobody in', async () => {
    const { cookie } = await signIn(people.one.email);
    const secret = cookie.split('=')[1] ?? '';
    for (const odd of [
      '',
      `"${secret}"`,
      `${secret}x`,
      secret.slice(1),
      `x; evenhand_session=${secret}`,
      "' OR 1=1",
      'x'.repeat(8_000),
    ]) {
      expect([odd.slice(0, 80), await whoIs(`evenhand_session=${odd}`)]).toEqual([odd.slice(0, 80), 401]);
    }
    expect(await whoIs(`EVENHAND_SESSION=${secret}`)).toBe(401);
    expect(await whoIs(`other=1; evenhand_session=${secret}`)).toBe(200);
  });

  it('is none that a candidate gets', async () => {
    const { headers } = await new ApiSession(stack.base, () => undefined).send(
      'look',
      'GET',
      '/api/setup',
      {},
    );
    expect(headers.getSetCookie()).toEqual([]);
  });
});

describe('a session', () => {
  it('ends after half a day without use, and after a week in any case', async () => {
    const { cookie } = await signIn(people.three.email);
    await wind(
      `UPDATE people.session SET seen_at = now() - interval '11 hours 59 minutes' WHERE user_id = $1`,
      people.three,
    );
    expect(await whoIs(cookie)).toBe(200);
    await wind(
      `UPDATE people.session SET seen_at = now() - interval '12 hours 1 minute' WHERE user_id = $1`,
      people.three,
    );
    expect(await whoIs(cookie)).toBe(401);
    const { cookie: next } = await signIn(people.three.email);
    await wind(`UPDATE people.session SET expires_at = now() WHERE user_id = $1`, people.three);
    expect(await whoIs(next)).toBe(401);
  });

  it('ends at once when its account is disabled or gets another password, and follows its roles', async () => {
    const { cookie } = await signIn(people.four.email);
    const queue = (): Promise<number> =>
      fetch(`${stack.base}/api/review/queue`, { headers: { cookie } }).then(({ status }) => status);
    expect(await queue()).toBe(200);
    await change(people.four, { roles: ['auditor'] });
    expect(await queue()).not.toBe(200);
    const after = await signIn(people.four.email);
    await change(people.four, { disabled: true });
    expect(await whoIs(after.cookie)).toBe(401);
    expectProblem(await signIn(people.four.email), 401, 'wrong-sign-in');
    await change(people.four, { disabled: false });
    expect(await whoIs(after.cookie)).toBe(401);
    const again = await signIn(people.four.email);
    await change(people.four, { password: 'another correct horse' });
    expect(await whoIs(again.cookie)).toBe(401);
    expectProblem(await signIn(people.four.email), 401, 'wrong-sign-in');
    expect((await signIn(people.four.email, 'another correct horse')).status).toBe(200);
  });
});

describe('guessing', () => {
  const guess = (email: string, from?: string): Promise<SignInReply> =>
    signIn(email, 'wrong password', from === undefined ? {} : { from });

  it('locks an account after ten wrong passwords, from wherever they come, and opens it again in time', async () => {
    const { email } = people.five;
    for (let count = 0; count < 10; count += 1) expectProblem(await guess(email), 401, 'wrong-sign-in');
    const locked = await signIn(email);
    expectProblem(locked, 429, 'sign-in-locked');
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(800);
    expect(locked.cookie).toBe('');
    expect((await signIn(people.one.email)).status).toBe(200);
    await wind(
      `UPDATE people."user" SET locked_until = now() - interval '1 second' WHERE id = $1`,
      people.five,
    );
    expect((await signIn(email)).status).toBe(200);
  });

  it('cannot be done side by side instead', async () => {
    const replies = await Promise.all(Array.from({ length: 30 }, () => guess(people.three.email)));
    const wrong = replies.filter(({ status }) => status === 401).length;
    expect(wrong).toBeLessThanOrEqual(10);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(30 - wrong);
    expectProblem(await signIn(people.three.email), 429, 'sign-in-locked');
  });

  it('does not tell which accounts there are', async () => {
    const nobody = `${randomUUID()}@example.org`;
    const [known, unknown] = [await guess(people.two.email), await guess(nobody)];
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    for (let count = 0; count < 9; count += 1) await guess(nobody);
    expectProblem(await guess(nobody), 429, 'sign-in-locked');
  });

  it('is slowed down by address, which nobody can make up who comes through the proxy', async () => {
    const from = '203.0.113.9';
    const statuses: number[] = [];
    for (let count = 0; count < 62; count += 1) {
      // A client may write what it likes; the proxy adds the address it comes from.
      statuses.push((await signIn(`${count}@example.org`, 'x', { from: `${anywhere()}, ${from}` })).status);
    }
    expect(statuses.slice(0, 60)).toEqual(Array<number>(60).fill(401));
    expect(statuses.slice(60)).toEqual([429, 429]);
    const slowed = await signIn(people.two.email, testPassword, { from });
    expectProblem(slowed, 429, 'too-many-requests');
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await signIn(people.two.email)).status).toBe(200);
  });

  it('the code of the set-up is in vain once there is an administrator, and slow before', async () => {
    const setUp = (code: string, from: string): Promise<Reply<unknown>> =>
      new ApiSession(stack.base, () => undefined).send('set up', 'POST', '/api/setup', {
        headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
        body: JSON.stringify({ code, email: 'm@example.org', name: 'Mallory', password: testPassword }),
      });
    expectProblem(await setUp(stack.setUpCode, anywhere()), 409, 'already-set-up');
    const from = anywhere();
    for (let count = 0; count < 10; count += 1)
      expectProblem(await setUp('guess', from), 403, 'wrong-setup-code');
    expectProblem(await setUp('guess', from), 429, 'too-many-requests');
  });
});
