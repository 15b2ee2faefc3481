import { randomBytes, randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { OpenLink, PortalView, Submitted, TakeStarted } from '@evenhand/contracts';

import { ApiSession, type Reply } from '../../apps/launcher/src/journey/api-session.ts';
import { asOwner } from '../support/screening-rows.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { expectProblem } from './problems.ts';
import {
  finishInWriting,
  rowsOf,
  startRecruiting,
  type InvitedPerson,
  type Recruiting,
} from './recruiting.ts';

jest.setTimeout(120_000);

let stack: Stack;
let recruiting: Recruiting;

beforeAll(async () => {
  stack = await startStack();
  recruiting = await startRecruiting(stack);
});
afterAll(() => stack?.stop());

const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const ask = (session: ApiSession, method: string, path: string, body?: unknown): Promise<Reply<unknown>> =>
  session.send('ask', method, path, body === undefined ? {} : json(body));
const nobody = (): ApiSession => new ApiSession(stack.base, () => undefined);
const withSecret = (secret: string): ApiSession => new ApiSession(stack.base, () => undefined, secret);

/** Moves the moment an invitation ends, as time passing would. */
const endsAt = (interviewId: string, minutesFromNow: number): Promise<unknown> =>
  asOwner((owner) =>
    owner.query(
      `UPDATE screening.invitation SET expires_at = now() + make_interval(mins => $2)
       WHERE id = (SELECT invitation_id FROM screening.interview WHERE id = $1)`,
      [interviewId, minutesFromNow],
    ),
  );

/** Every change a candidate can ask for. */
const changes = ({ interviewId }: InvitedPerson): [string, string, unknown][] => [
  ['PUT', '/api/portal/answers/first/text', { text: 'Late.' }],
  ['PUT', '/api/portal/clarification', { text: 'Late.' }],
  [
    'POST',
    '/api/portal/takes',
    { takeId: randomUUID(), questionId: 'first', kind: 'video', declaredType: 'video/webm' },
  ],
  ['POST', `/api/interviews/${interviewId}/submit`, {}],
];

describe('a link', () => {
  it('that is wrong opens nothing, and says so', async () => {
    expectProblem(
      await ask(withSecret(randomBytes(32).toString('base64url')), 'GET', '/api/portal'),
      404,
      'link-unknown',
    );
    for (const secret of ['short', `${'x'.repeat(43)}!`, "' OR 1=1 --", '../../portal']) {
      expectProblem(await ask(withSecret(secret), 'GET', '/api/portal'), 401, 'not-signed-in');
    }
    expectProblem(
      await ask(nobody(), 'GET', `/api/open/${randomBytes(32).toString('base64url')}`),
      404,
      'link-unknown',
    );
    expectProblem(await ask(nobody(), 'GET', '/api/open/%00'), 404, 'link-unknown');
    expectProblem(await ask(nobody(), 'GET', `/api/open/${'x'.repeat(101)}`), 400, 'invalid-input');
  });

  it('that has expired shows what there is, takes nothing, and works again when the time is extended', async () => {
    const person = await recruiting.agreed();
    await person.portal.call('write', 'PUT', '/api/portal/answers/first/text', { text: 'In good time.' });
    const before = await rowsOf(person.interviewId);
    await endsAt(person.interviewId, -16);
    for (const [method, path, body] of changes(person)) {
      const { detail } = expectProblem(await ask(person.portal, method, path, body), 410, 'link-expired');
      expect(detail).toContain('jobs@example.org');
    }
    const view = await person.portal.call<PortalView>('look', 'GET', '/api/portal');
    expect([view.status, view.questions[0]?.answer?.text]).toEqual(['expired', 'In good time.']);
    expect(await rowsOf(person.interviewId)).toEqual(before);
    await endsAt(person.interviewId, 60);
    await finishInWriting(person, ['second']);
    expect(await rowsOf(person.interviewId)).toMatchObject({ answers: 2, 'entry submitted': 1 });
  });

  it('that was taken back opens nothing, and loses nothing', async () => {
    const person = await recruiting.agreed();
    await person.portal.call('write', 'PUT', '/api/portal/answers/first/text', { text: 'Kept.' });
    const before = await rowsOf(person.interviewId);
    const takenBack = (at: string | null): Promise<unknown> =>
      asOwner((owner) =>
        owner.query(
          'UPDATE screening.invitation SET revoked_at = $2::timestamptz WHERE id = (SELECT invitation_id FROM screening.interview WHERE id = $1)',
          [person.interviewId, at],
        ),
      );
    await takenBack(new Date().toISOString());
    for (const [method, path, body] of [['GET', '/api/portal', undefined] as const, ...changes(person)]) {
      const { detail } = expectProblem(await ask(person.portal, method, path, body), 410, 'link-revoked');
      expect(detail).toContain('jobs@example.org');
    }
    expect(await rowsOf(person.interviewId)).toEqual(before);
    await takenBack(null);
    await finishInWriting(person, ['second']);
  });

  it('for everybody that was taken back, or whose time is over, starts nobody', async () => {
    const at = `/api/requisitions/${recruiting.requisitionId}/link`;
    const recruiter = recruiting.people.recruiter.session;
    const open = async (): Promise<string> =>
      `/api/open/${new URL((await recruiter.call<OpenLink>('make a link', 'POST', at, {})).url).pathname.split('/').at(-1)}`;
    const candidates = (): Promise<number> =>
      asOwner(async (owner) => (await owner.query('SELECT 1 FROM identity.candidate')).rowCount ?? 0);
    const before = await candidates();
    const entry = { name: 'Kim', email: 'kim.open@example.org' };

    const first = await open();
    const second = await open();
    expectProblem(await ask(nobody(), 'GET', first), 410, 'link-revoked');
    expectProblem(await ask(nobody(), 'POST', first, entry), 410, 'link-revoked');
    await recruiter.call('take the link back', 'DELETE', at);
    expectProblem(await ask(nobody(), 'POST', second, entry), 410, 'link-revoked');
    const third = await open();
    await asOwner((owner) => owner.query('UPDATE screening.requisition_link SET expires_at = now()'));
    expectProblem(await ask(nobody(), 'POST', third, entry), 410, 'link-expired');
    expect(await candidates()).toBe(before);
    const past = { expiresAt: '2020-01-01T00:00:00Z' };
    expectProblem(await ask(recruiter, 'POST', at, past), 400, 'invalid-input');

    const fourth = await open();
    const started = await nobody().call<{ secret: string }>('enter', 'POST', fourth, entry);
    const { interviewId, status } = await withSecret(started.secret).call<PortalView>(
      'look',
      'GET',
      '/api/portal',
    );
    expect(status).toBe('invited');
    expect(interviewId).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the clock', () => {
  it('that counts is ours: after the deadline and its grace nothing is submitted, a moment before it is', async () => {
    const person = await recruiting.agreed();
    await endsAt(person.interviewId, -14);
    await finishInWriting(person);
    const late = await recruiting.agreed();
    await late.portal.call('write', 'PUT', '/api/portal/answers/first/text', { text: 'One.' });
    await late.portal.call('write', 'PUT', '/api/portal/answers/second/text', { text: 'Two.' });
    await endsAt(late.interviewId, -16);
    const submitting = await ask(late.portal, 'POST', `/api/interviews/${late.interviewId}/submit`, {});
    expectProblem(submitting, 410, 'link-expired');
    expect(await rowsOf(late.interviewId)).toMatchObject({ answers: 2 });
    expect(await rowsOf(late.interviewId)).not.toHaveProperty('submissions');
  });

  it.each([-1, 1])('of a candidate may be wrong by a day (%i)', async (days) => {
    const person = await recruiting.invited();
    const theirs = new Date(Date.now() + days * 86_400_000);
    const { notice } = await person.portal.call<PortalView>('look', 'GET', '/api/portal');
    const headers = { date: theirs.toUTCString(), 'if-modified-since': theirs.toUTCString() };
    const send = (method: string, path: string, body: object): Promise<Reply<unknown>> =>
      person.portal.send('with a wrong clock', method, path, json(body, headers));
    const clock = {
      now: theirs.toISOString(),
      createdAt: theirs.toISOString(),
      submittedAt: theirs.toISOString(),
    };
    const agreeing = { noticeId: notice.id, recording: true, transcription: true, aiAssessment: true };
    const from = Date.now();
    const agreed = (await send('POST', '/api/portal/consent', {
      ...agreeing,
      ...clock,
    })) as Reply<PortalView>;
    for (const question of ['first', 'second']) {
      const answer = { text: 'My answer.', updatedAt: clock.now, deadline: clock.now };
      expect((await send('PUT', `/api/portal/answers/${question}/text`, answer)).status).toBe(200);
    }
    const submitted = (await send(
      'POST',
      `/api/interviews/${person.interviewId}/submit`,
      clock,
    )) as Reply<Submitted>;
    expect(submitted.status).toBe(200);
    for (const moment of [agreed.body.now, agreed.body.consent?.createdAt, submitted.body.submittedAt]) {
      const at = Date.parse(moment ?? '');
      expect(at).toBeGreaterThanOrEqual(from - 1);
      expect(at).toBeLessThanOrEqual(Date.now() + 1);
    }
  });
});

describe('two tabs', () => {
  it('that start takes at once get no more than are allowed, and one id gives one take', async () => {
    const person = await recruiting.agreed();
    const start = (takeId: string): Promise<Reply<TakeStarted>> =>
      person.portal.send(
        'start',
        'POST',
        '/api/portal/takes',
        json({ takeId, questionId: 'first', kind: 'video', declaredType: 'video/webm' }),
      );
    const same = randomUUID();
    const twice = await Promise.all([start(same), start(same), start(same)]);
    expect(twice.map(({ status, body }) => [status, body.takeId])).toEqual(Array(3).fill([201, same]));
    // One retake: two in all, one of which is under way.
    const others = await Promise.all(Array.from({ length: 6 }, () => start(randomUUID())));
    expect(others.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const refused of others.filter(({ status }) => status !== 201))
      expectProblem(refused, 409, 'take-open');
    expect(await rowsOf(person.interviewId)).toMatchObject({ answers: 1, takes: 2 });

    const unfinished = await ask(person.portal, 'POST', `/api/interviews/${person.interviewId}/submit`, {});
    const { fields } = expectProblem(unfinished, 422, 'interview-incomplete');
    expect(fields?.map(({ path, row }) => [path, row])).toEqual([
      ['first', 1],
      ['second', 2],
    ]);
    const { questions } = await person.portal.call<PortalView>('look', 'GET', '/api/portal');
    for (const { id } of questions[0]?.takes ?? []) {
      await person.portal.call('discard', 'POST', `/api/portal/takes/${id}/discard`);
    }
    await finishInWriting(person);
  });

  it('that submit at once submit once, and a second click changes nothing', async () => {
    const person = await recruiting.agreed();
    for (const question of ['first', 'second']) {
      await person.portal.call('write', 'PUT', `/api/portal/answers/${question}/text`, { text: 'Once.' });
    }
    const submit = (): Promise<Reply<unknown>> =>
      ask(person.portal, 'POST', `/api/interviews/${person.interviewId}/submit`, {});
    const answers = await Promise.all(Array.from({ length: 5 }, submit));
    answers.push(await submit());
    for (const { status, body } of answers) expect([status, body]).toEqual([200, answers[0]?.body]);
    expect(await rowsOf(person.interviewId)).toMatchObject({
      answers: 2,
      submissions: 1,
      'seal steps': 1,
      'entry submitted': 1,
    });
    for (const [method, path, body] of changes(person).slice(0, 3)) {
      expectProblem(await ask(person.portal, method, path, body), 409, 'interview-closed');
    }
    const view = await person.portal.call<PortalView>('look', 'GET', '/api/portal');
    expect(view.questions.map(({ answer }) => answer?.text)).toEqual(['Once.', 'Once.']);
  });
});
