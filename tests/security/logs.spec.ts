import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { PortalView } from '@evenhand/contracts';

import { clipFile } from '../../apps/launcher/src/demo/answers.ts';
import { ApiSession } from '../../apps/launcher/src/journey/api-session.ts';
import { consent, recordAnswer, recordingsReady, submit } from '../../apps/launcher/src/journey/candidate.ts';
import {
  decide,
  invite,
  lockScorecard,
  openNextPacket,
  openRequisition,
  ratingsFor,
  revealed,
} from '../../apps/launcher/src/journey/colleague.ts';
import { makeColleagues, testPassword, type TestColleague } from '../journeys/colleagues.ts';
import { startFakeOpenAi, type FakeOpenAi } from '../support/fake-openai-server.ts';
import { answerLikeAModel } from '../support/model-answers.ts';
import { rawRequest } from '../support/raw-request.ts';
import { asOwner, twoQuestions } from '../support/screening-rows.ts';
import { startFakeSmtp, type FakeSmtp } from '../support/smtp-server.ts';
import { startStack, type Stack } from '../support/stack.ts';

jest.setTimeout(180_000);

/** What must be in no log, by what it is. */
const planted: Record<string, string> = {
  'the wrong password': `wrong-${randomUUID()}`,
  'the right password': testPassword,
  'the name': 'Quirina Vandelay',
  'the address': 'quirina.vandelay@example.org',
  'the spoken answer': 'marmalade quorum lighthouse',
  'the written answer': 'periwinkle ledger sandstorm',
  'what was added': 'tangerine abacus monsoon',
  'what the machine wrote': 'zanzibar-heliotrope',
  'a note on the scorecard': 'cobalt hedgehog verdict',
  'the reason of a revision': 'saffron pendulum remark',
  'the reason of the decision': 'ivory trombone reason',
  'what the candidate is told': 'walnut kaleidoscope farewell',
  'the key of the engines': `sk-${randomUUID()}`,
  'the secret of recordings': `media-${randomUUID()}`,
  'the key of scratch': randomBytes(32).toString('base64url'),
  'the password of the mail server': `mail-${randomUUID()}`,
  'an address that is not there': `nowhere-${randomUUID()}`,
};

let model: FakeOpenAi;
let smtp: FakeSmtp;
let stack: Stack;
let people: Record<'recruiter' | 'reviewer', TestColleague>;
let interviewId: string;

beforeAll(async () => {
  model = await startFakeOpenAi();
  smtp = await startFakeSmtp();
  answerLikeAModel(model, 4, planted['what the machine wrote'] ?? '');
  // Engines and mail servers repeat what they were sent when they complain.
  model.next('transcriptions', {
    status: 500,
    raw: JSON.stringify({ error: { message: planted['the spoken answer'] } }),
  });
  model.answer('transcriptions', { text: `I know the ${planted['the spoken answer']}. I solved it.` });
  model.next(
    'responses',
    { status: 500, raw: JSON.stringify({ error: { message: planted['the written answer'] } }) },
    { text: `No JSON: ${planted['the written answer']}` },
  );
  smtp.refuse(`550 no such person: ${planted['the address']} ${planted['the name']}`);
  stack = await startStack({
    LOG_LEVEL: 'debug',
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: planted['the key of the engines'] ?? '',
    SPEECH_ENGINE: 'openai',
    SPEECH_MODEL: 'fake-speech',
    SUMMARY_MODEL: 'fake-model',
    MEDIA_URL_SECRET: planted['the secret of recordings'] ?? '',
    SCRATCH_KEY: planted['the key of scratch'] ?? '',
    SMTP_URL: smtp.url.replace('//', `//somebody:${planted['the password of the mail server']}@`),
  });
  await watchTheQueue();
  people = await makeColleagues(stack, { recruiter: 'recruiter', reviewer: 'reviewer' });
});
afterAll(async () => {
  await stack?.stop();
  await model?.stop();
  await smtp?.stop();
});

it('goes from invitation to decision, with everything worth hiding on the way', async () => {
  const recruiter = people.recruiter.session;
  const requisition = await openRequisition(
    recruiter,
    {
      title: 'Support agent',
      contactEmail: 'jobs@example.org',
      template: twoQuestions({ requiredScorecards: 1 }) as never,
    },
    { recruiter: [people.recruiter.id], reviewer: [people.reviewer.id], hiring_manager: [] },
  );
  const at = `/api/requisitions/${requisition.id}`;
  const { url } = await recruiter.call<{ url: string }>('link', 'POST', `${at}/link`, {});
  planted['the secret of the open link'] = new URL(url).pathname.split('/').at(-1) ?? '';
  const person = { name: planted['the name'] ?? '', email: planted['the address'] ?? '' };
  const [secret = ''] = await invite(recruiter, requisition.id, [person]);
  planted['the secret of the personal link'] = secret;
  planted['the code of the set-up'] = stack.setUpCode;

  const portal = new ApiSession(stack.base, () => undefined, secret);
  await consent(portal, { transcription: true, aiAssessment: true });
  const bytes = readFileSync(clipFile('david', 'difficult-customer', 'webm'));
  await recordAnswer(portal, 'first', { bytes, type: 'video/webm', kind: 'video' });
  await portal.call('write', 'PUT', '/api/portal/answers/second/text', {
    text: `I know the ${planted['the written answer']}. I did it.`,
  });
  await portal.call('add', 'PUT', '/api/portal/clarification', { text: planted['what was added'] });
  const view = await recordingsReady(portal);
  planted['the address of a recording'] = view.questions[0]?.takes[0]?.mediaUrl ?? '';
  ({ interviewId } = await submit(portal, view.interviewId));

  const packet = await openNextPacket(people.reviewer.session);
  expect(JSON.stringify(packet)).toContain(planted['the spoken answer']);
  planted['the address a reviewer gets'] = packet.answers[0]?.media?.url ?? '';
  const ratings = ratingsFor(packet, () => 2).map((rating) => ({
    ...rating,
    note: planted['a note on the scorecard'] ?? '',
  }));
  await lockScorecard(people.reviewer.session, packet.packetId, ratings);
  expect((await revealed(recruiter, interviewId)).summary?.origin).toBe('model');
  const key = { questionId: 'first', criterionId: 'clarity' };
  await people.reviewer.session.call('revise', 'POST', `/api/interviews/${interviewId}/revisions`, {
    ...key,
    rating: 3,
    reason: planted['the reason of a revision'],
  });
  await decide(recruiter, interviewId, {
    outcome: 'decline',
    reasons: { criteria: [{ ...key, reason: planted['the reason of the decision'] ?? '' }], summary: '' },
    message: planted['what the candidate is told'] ?? '',
  });
  expect((await portal.call<PortalView>('see', 'GET', '/api/portal')).outcome?.outcome).toBe('decline');
  await recruiter.call('pack', 'GET', `/api/interviews/${interviewId}/pack`);
});

it('is asked wrong things that hold what is worth hiding', async () => {
  const signIn = await fetch(`${stack.base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: people.recruiter.email, password: testPassword }),
  });
  const cookie = signIn.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  planted['the cookie of a session'] = cookie.split('=')[1] ?? '';
  const bearer = { authorization: `Bearer ${planted['the secret of the personal link']}`, cookie };
  const json = { ...bearer, 'content-type': 'application/json' };
  const everything = Object.values(planted).join(' ');
  const requests: [string, string, Record<string, string>, string?][] = [
    [
      'POST',
      '/api/session',
      json,
      JSON.stringify({ email: planted['the address'], password: planted['the wrong password'] }),
    ],
    ['POST', '/api/session', json, JSON.stringify({ password: planted['the right password'] })],
    ['POST', '/api/session', json, `{"password":"${planted['the wrong password']}"`],
    ['POST', '/api/session', json, JSON.stringify({ email: 'x'.repeat(2_000_000) + everything })],
    ['POST', '/api/setup', json, JSON.stringify({ code: everything, email: planted['the address'] })],
    ['PUT', '/api/portal/answers/first/text', json, JSON.stringify({ text: [everything] })],
    [
      'PUT',
      `/api/portal/answers/${planted['an address that is not there']}/text`,
      json,
      JSON.stringify({ text: everything }),
    ],
    ['GET', `/api/${planted['an address that is not there']}?name=${encodeURIComponent(everything)}`, bearer],
    ['GET', `/${planted['an address that is not there']}.js`, bearer],
    ['GET', `/api/requisitions?cursor=${planted['the wrong password']}`, bearer],
    ['GET', `/api/media/${planted['an address that is not there']}.${planted['the wrong password']}`, bearer],
    ['GET', `/api/open/${planted['the secret of the open link']}`, bearer],
    ['GET', planted['the address of a recording'] ?? '', bearer],
    [
      'POST',
      '/api/uploads',
      {
        ...bearer,
        'tus-resumable': '1.0.0',
        'upload-metadata': `takeId ${Buffer.from(everything).toString('base64')}`,
        'upload-defer-length': '1',
      },
    ],
    ['GET', '/api/%', { ...bearer, 'x-request-id': planted['the wrong password'] ?? '' }],
  ];
  for (const [method, path, headers, body] of requests) {
    await rawRequest(stack.base, method, path, body === undefined ? { headers } : { headers, body });
  }
  // An error of ours while somebody's words are on the way.
  await asOwner((owner) => owner.query('REVOKE INSERT ON screening.requisition FROM evenhand_staff'));
  const broken = await rawRequest(stack.base, 'POST', '/api/requisitions', {
    headers: { ...json, 'x-request-id': 'broken-on-purpose' },
    body: JSON.stringify({
      title: everything.slice(0, 200),
      description: everything,
      contactEmail: planted['the address'],
    }),
  });
  await asOwner((owner) => owner.query('GRANT INSERT ON screening.requisition TO evenhand_staff'));
  expect(broken.status).toBe(500);
  const until = Date.now() + 10_000;
  while (!stack.log('api').includes('broken-on-purpose') && Date.now() < until) await wait(50);
  await wait(500);
});

it('writes nothing of it into the log of any process', async () => {
  // Cookies and database passwords of everybody who took part.
  const passwords = Object.entries(process.env)
    .filter(([name]) => name.startsWith('DATABASE_URL_'))
    .map(([name, url]): [string, string] => [name, new URL(url ?? '').password]);
  const all: [string, string][] = [...Object.entries(planted), ...passwords];
  for (const [what, value] of all) expect([what, value.length > 5]).toEqual([what, true]);
  for (const program of ['api', 'worker', 'revealer'] as const) {
    const log = stack.log(program);
    expect(log.length).toBeGreaterThan(500);
    const found = all.filter(([, value]) => holds(log, value)).map(([what]) => what);
    expect([program, found]).toEqual([program, []]);
  }
});

it('writes lines that machines can read, and says in each who wrote it', () => {
  for (const program of ['api', 'worker', 'revealer'] as const) {
    for (const line of stack.log(program).trim().split('\n')) {
      expect(JSON.parse(line)).toMatchObject({
        program,
        level: expect.any(Number),
        time: expect.any(String),
      });
    }
  }
  expect(stack.log('worker')).toContain('"code":"mail-refused"');
  expect(model.count('transcriptions')).toBeGreaterThan(1);
});

it('queues ids only: nothing of it is in a message', async () => {
  const written = await asOwner(async (owner) => {
    const { rows } = await owner.query<{ row: string }>('SELECT row::text AS row FROM watched.queued');
    return rows.map(({ row }) => row);
  });
  expect(written.length).toBeGreaterThan(10);
  const found = Object.entries(planted).filter(([, value]) => written.some((row) => holds(row, value)));
  expect(found.map(([what]) => what)).toEqual([]);
});

/** Keeps a copy of everything that is ever written to a table of the queue, whose messages go when they are done. */
function watchTheQueue(): Promise<void> {
  return asOwner(async (owner) => {
    await owner.query(`CREATE SCHEMA watched; CREATE TABLE watched.queued (row jsonb);
      CREATE FUNCTION watched.keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
        $$ BEGIN INSERT INTO watched.queued VALUES (to_jsonb(NEW)); RETURN NULL; END $$`);
    const { rows } = await owner.query<{ place: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS place FROM pg_tables WHERE schemaname = 'queue'`,
    );
    for (const { place } of rows) {
      await owner.query(
        `CREATE TRIGGER watched AFTER INSERT OR UPDATE ON ${place} FOR EACH ROW EXECUTE FUNCTION watched.keep()`,
      );
    }
  });
}

/** Whether a text holds a value, as it is or as addresses, JSON and base64 write it. */
function holds(text: string, value: string): boolean {
  const spellings = [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    Buffer.from(value).toString('base64').replace(/=+$/, ''),
    Buffer.from(value).toString('base64url'),
    Buffer.from(value).toString('hex'),
  ];
  return spellings.some((spelling) => text.includes(spelling));
}
