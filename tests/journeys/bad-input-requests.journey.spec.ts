import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { PortalView, RequisitionView } from '@evenhand/contracts';

import type { ApiSession } from '../../apps/launcher/src/journey/api-session.ts';
import type { Reply } from '../../apps/launcher/src/journey/api-session.ts';
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
let person: InvitedPerson;
let recruiter: ApiSession;

beforeAll(async () => {
  stack = await startStack();
  recruiting = await startRecruiting(stack);
  person = await recruiting.agreed();
  recruiter = recruiting.people.recruiter.session;
});
afterAll(() => stack?.stop());

/** Sends bytes as they are. */
const raw = (
  session: ApiSession,
  method: string,
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  type = 'application/json',
): Promise<Reply<unknown>> => session.send('send', method, path, { headers: { 'content-type': type }, body });

const answer = '/api/portal/answers/first/text';

describe('a body', () => {
  it.each([
    ['no JSON', '{"text":'],
    ['nothing', ''],
    ['a word', 'text'],
    ['a list', '["text"]'],
    ['null', 'null'],
    ['the wrong kind of value', '{"text":7}'],
    ['nothing of what is asked for', '{}'],
  ])('of %s is refused in words, and changes nothing', async (_, body) => {
    expectProblem(await raw(person.portal, 'PUT', answer, body), 400, 'invalid-input');
    const view = await person.portal.call<PortalView>('look', 'GET', '/api/portal');
    expect(view.questions[0]?.answer).toBeNull();
  });

  it('of another kind is refused in words', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'nonsense',
    ]) {
      expectProblem(await raw(person.portal, 'PUT', answer, 'text=hello', type), 400, 'invalid-input');
    }
  });

  it('with bytes that are no UTF-8 never ends in an error of ours, and nothing is stored as it was not sent', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"text":"caf'),
      Buffer.from([0xe9, 0xff, 0xc3]),
      Buffer.from('"}'),
    ]);
    const reply = await raw(person.portal, 'PUT', answer, new Uint8Array(bytes));
    expectProblem(reply, 400, 'invalid-input');
    const key = Buffer.concat([Buffer.from('{"'), Buffer.from([0xff]), Buffer.from('":1}')]);
    expectProblem(await raw(person.portal, 'PUT', answer, new Uint8Array(key)), 400, 'invalid-input');
  });

  it('that is huge is refused in words that arrive, however much of it is still being sent', async () => {
    const huge = JSON.stringify({ text: 'x'.repeat(3_000_000) });
    expectProblem(await raw(person.portal, 'PUT', answer, huge), 413, 'too-large');
    const deep = `${'['.repeat(400_000)}${']'.repeat(400_000)}`;
    const reply = await raw(person.portal, 'PUT', answer, deep);
    expectProblem(reply, 400, 'invalid-input');
    const long = JSON.stringify({ text: 'x'.repeat(20_001) });
    expectProblem(await raw(person.portal, 'PUT', answer, long), 400, 'invalid-input');
    const list = JSON.stringify({ csv: 'x'.repeat(10_000_000) });
    const invitations = `/api/requisitions/${recruiting.requisitionId}/invitations`;
    expectProblem(await raw(recruiter, 'POST', invitations, list), 413, 'too-large');
  });

  it('with unknown fields has no effect but that of the known ones', async () => {
    const view = await recruiter.call<RequisitionView>('create', 'POST', '/api/requisitions', {
      title: 'Baker',
      contactEmail: 'jobs@example.org',
      status: 'open',
      synthetic: true,
      templateHash: '0'.repeat(64),
      id: '00000000-0000-4000-8000-000000000000',
      createdBy: recruiting.people.one.id,
    });
    expect(view).toMatchObject({ title: 'Baker', status: 'draft', synthetic: false, templateHash: null });
    expect(view.id).not.toBe('00000000-0000-4000-8000-000000000000');
    const path = `/api/requisitions/${view.id}`;
    const changed = await recruiter.call<RequisitionView>('change', 'PATCH', path, {
      title: 'Miller',
      status: 'open',
      members: [],
    });
    expect([changed.title, changed.status, changed.members.length]).toEqual(['Miller', 'draft', 1]);
    // JSON's own way of writing a prototype is refused, whatever it holds.
    for (const poison of [
      '"__proto__":{"status":"open"}',
      '"__pro\\u0000to__":{"status":"open"}',
      '"constructor":{"prototype":{"status":"open"}}',
    ]) {
      expectProblem(await raw(recruiter, 'PATCH', path, `{"title":"X",${poison}}`), 400, 'invalid-input');
    }
  });

  it('with letters the database cannot hold is taken without them or refused, never an error of ours', async () => {
    const odd = 'a\u0000b\ud800c';
    const attempts: [ApiSession, string, string, object][] = [
      [person.portal, 'PUT', answer, { text: odd }],
      [person.portal, 'PUT', '/api/portal/clarification', { text: odd }],
      [
        recruiter,
        'POST',
        '/api/requisitions',
        { title: odd, contactEmail: 'jobs@example.org', description: odd },
      ],
      [
        recruiter,
        'POST',
        `/api/requisitions/${recruiting.requisitionId}/invitations`,
        { candidates: [{ name: odd, email: 'odd@example.org' }] },
      ],
      [recruiter, 'POST', '/api/session', { email: 'odd\u0000@example.org', password: odd }],
    ];
    for (const [session, method, path, body] of attempts) {
      const reply = await raw(session, method, path, JSON.stringify(body));
      expect([path, reply.status < 500]).toEqual([path, true]);
      if (reply.status >= 400) expectProblem(reply, reply.status, (reply.body as { code: string }).code);
    }
  });
});

describe('an address', () => {
  it.each([
    ['POST', '/api/portal', 'portal'],
    ['DELETE', '/api/portal', 'portal'],
    ['GET', '/api/portal/takes', 'portal'],
    ['PATCH', answer, 'portal'],
    ['GET', '/api/portal/withdraw', 'portal'],
    ['PUT', '/api/requisitions', 'recruiter'],
    ['DELETE', '/api/requisitions', 'recruiter'],
    ['GET', '/api/session/', 'recruiter'],
    ['POST', '/api/health', 'recruiter'],
    ['GET', '/api/nothing', 'recruiter'],
  ])('asked with %s %s, which is not offered, is not there', async (method, path, who) => {
    const session = who === 'portal' ? person.portal : recruiter;
    expectProblem(await session.send('ask', method, path, {}), 404, 'not-found');
  });

  it('with an id that is none, or a question that is none, is refused in words', async () => {
    const candidate: [string, string, number, string][] = [
      ['POST', '/api/portal/takes/x/finish', 400, 'invalid-input'],
      ['POST', `/api/interviews/${recruiting.requisitionId}/submit`, 404, 'not-found'],
      ['PUT', `/api/portal/answers/${'q'.repeat(65)}/text`, 400, 'invalid-input'],
      ['PUT', '/api/portal/answers/__proto__/text', 404, 'question-unknown'],
      ['PUT', '/api/portal/answers/%00/text', 404, 'question-unknown'],
    ];
    for (const [method, path, status, code] of candidate) {
      const body = JSON.stringify({ text: 'x', bytes: 1, sha256: '0'.repeat(64) });
      expectProblem(await raw(person.portal, method, path, body), status, code);
    }
    for (const path of ['/api/requisitions/1', "/api/requisitions/1' OR '1'='1", '/api/requisitions/%00']) {
      expectProblem(await recruiter.send('ask', 'GET', path, {}), 400, 'invalid-input');
    }
    expectProblem(await recruiter.send('ask', 'GET', '/api/requisitions/%ff', {}), 400, 'invalid-input');
    for (const query of ['limit=0', 'limit=-1', 'limit=x', 'limit=100000', `cursor=${'x'.repeat(201)}`]) {
      expectProblem(
        await recruiter.send('ask', 'GET', `/api/requisitions?${query}`, {}),
        400,
        'invalid-input',
      );
    }
    for (const cursor of ['x', '%00', '2026_1', '9999999999:x', "'", '2020-01-01T00:00:00Z_x']) {
      for (const list of ['/api/requisitions', '/api/outbox', '/api/review/queue']) {
        const session = list.includes('review') ? recruiting.people.one.session : recruiter;
        const reply = await session.send('ask', 'GET', `${list}?cursor=${cursor}`, {});
        expect([list, cursor, reply.status < 500]).toEqual([list, cursor, true]);
      }
    }
  });
});

describe('after all of it', () => {
  it('the candidate finishes, and there is as much of everything as there should be', async () => {
    await finishInWriting(person);
    expect(await rowsOf(person.interviewId)).toEqual({
      answers: 2,
      consents: 1,
      submissions: 1,
      'seal steps': 1,
      'entry consented': 1,
      'entry submitted': 1,
    });
  });
});
