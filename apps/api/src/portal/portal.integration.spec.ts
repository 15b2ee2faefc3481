import { randomUUID } from 'node:crypto';
import {
  PortalView,
  type OpenLinkStart,
  type Problem,
  type Submitted,
  type TakeView,
} from '@evenhand/contracts';
import { asOwner } from '../../../../tests/support/screening-rows';
import { CandidateBrowser, inviteSomebody, PortalServers } from '../testing/portal-server';

const servers = new PortalServers();
let address = '';

beforeAll(async () => {
  address = await servers.start();
}, 30_000);
afterAll(() => servers.stop());

const invited = async (): Promise<CandidateBrowser> =>
  new CandidateBrowser(address, (await inviteSomebody()).candidate.secret);
const refused = (status: number, code: string) => ({ status, body: { status, code } });

/** Keys of a value, all the way down. */
const keysOf = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);

describe('a candidate', () => {
  it('goes from an open link to a submitted interview', async () => {
    const { openSecret } = await inviteSomebody();
    const nobody = new CandidateBrowser(address, null);
    expect(await nobody.ask('GET', `/api/open/${openSecret}`)).toMatchObject({
      status: 200,
      body: { title: 'Support agent', contactEmail: 'jobs@example.org' },
    });
    const entry = { name: 'Kim', email: `Kim.${randomUUID()}@Example.NET`, language: 'es' };
    const { body: start } = await nobody.ask<OpenLinkStart>('POST', `/api/open/${openSecret}`, entry);
    const browser = new CandidateBrowser(address, start.secret);

    const { body: view } = await browser.ask('GET', '/api/portal');
    expect(view).toMatchObject({
      status: 'invited',
      candidate: { name: 'Kim', email: entry.email.toLowerCase() },
      notice: { language: 'es', version: 1 },
      questions: [
        { id: 'first', takesLeft: 2, answer: null, takes: [] },
        { id: 'second', takesLeft: 2, answer: null, takes: [] },
      ],
      uploadLimitBytes: 100_000,
      estimatedMinutes: 11,
    });
    expect(Math.abs(Date.parse(view.now) - Date.now())).toBeLessThan(60_000);

    await browser.agree();
    await browser.ask('PUT', '/api/portal/answers/first/text', { text: 'Mi respuesta.' });
    const bytes = new Uint8Array(Buffer.from('not really a recording'));
    const takeId = await browser.startTake('second');
    const where = (await browser.begin(takeId)).headers.get('location') ?? '';
    await browser.slice(where, 0, bytes, { 'upload-length': String(bytes.length) });
    expect((await browser.finish<TakeView>(takeId, bytes)).body.status).toBe('stored');
    const captions = { format: 'vtt', source: 'candidate', text: 'WEBVTT\n\n00:01.000 --> 00:02.000\nHola' };
    const { body: captioned } = await browser.ask('PUT', '/api/portal/answers/second/captions', captions);
    expect(captioned.questions[1]?.answer).toEqual({
      kind: 'video',
      text: null,
      chosenTakeId: takeId,
      hasCaptions: true,
    });
    await browser.ask('PUT', '/api/portal/clarification', { text: 'Gracias.' });

    const submit = (id: string) => browser.ask<Submitted>('POST', `/api/interviews/${id}/submit`, {});
    expect(await submit(randomUUID())).toMatchObject(refused(404, 'not-found'));
    const [first, second] = await Promise.all([submit(view.interviewId), submit(view.interviewId)]);
    expect(first).toMatchObject({ status: 200, body: { interviewId: view.interviewId } });
    expect(second.body).toEqual(first.body);
    expect(await browser.ask('GET', '/api/portal')).toMatchObject({
      body: { status: 'submitted', submittedAt: first.body.submittedAt, promisedBy: first.body.promisedBy },
    });
    const late = browser.ask('PUT', '/api/portal/clarification', { text: 'Too late.' });
    expect(await late).toMatchObject(refused(409, 'interview-closed'));
  });

  it('sees nothing of what is none of theirs', async () => {
    const browser = await invited();
    await browser.agree();
    await browser.startTake();
    const { body, headers } = await browser.ask('GET', '/api/portal');
    expect(keysOf(body).sort()).toEqual(keysOf(PortalView.parse(body)).sort());
    const hidden = [
      'counted',
      'uploadKey',
      'declaredType',
      'salt',
      'tokenHash',
      'invitationId',
      'revealRule',
      'candidateId',
    ];
    expect(keysOf(body).filter((key) => hidden.includes(key))).toEqual([]);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('withdraws, and can still look', async () => {
    const browser = await invited();
    await browser.agree();
    expect(await browser.ask('POST', '/api/portal/withdraw', {})).toMatchObject({
      body: { status: 'withdrawn' },
    });
    expect(await browser.ask('GET', '/api/portal')).toMatchObject({
      status: 200,
      body: { status: 'withdrawn' },
    });
  });

  it('is not harmed by a clock that is wrong', async () => {
    const browser = await invited();
    await browser.agree();
    const response = await fetch(`${address}/api/portal/clarification`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${browser.secret ?? ''}`,
        'content-type': 'application/json',
        date: 'Thu, 01 Jan 1970 00:00:00 GMT',
        'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT',
      },
      body: JSON.stringify({ text: 'Written in 1970.' }),
    });
    expect(response.status).toBe(200);
  });
});

describe('wrong requests', () => {
  it('are answered with a problem in words', async () => {
    const browser = await invited();
    const ask = (method: string, where: string, content?: unknown) =>
      browser.ask<Problem>(method, where, content);
    const nobody = new CandidateBrowser(address, null);
    expect(await nobody.ask('GET', '/api/portal')).toMatchObject(refused(401, 'not-signed-in'));
    const wrong = new CandidateBrowser(address, 'x'.repeat(43));
    expect(await wrong.ask('GET', '/api/portal')).toMatchObject(refused(404, 'link-unknown'));
    expect(await nobody.ask('GET', '/api/open/nonsense')).toMatchObject(refused(404, 'link-unknown'));
    const text = { text: 'Early.' };
    expect(await ask('PUT', '/api/portal/answers/first/text', text)).toMatchObject(
      refused(409, 'consent-needed'),
    );
    const noticeId = randomUUID();
    const agreeing = { noticeId, recording: true, transcription: true, aiAssessment: true };
    expect(await ask('POST', '/api/portal/consent', agreeing)).toMatchObject(refused(409, 'notice-changed'));
    const odd = { ...agreeing, transcription: false };
    expect(await ask('POST', '/api/portal/consent', odd)).toMatchObject({
      status: 400,
      body: { code: 'invalid-input', fields: [{ path: 'aiAssessment' }] },
    });
    await browser.agree();
    expect(await ask('PUT', '/api/portal/answers/none/text', text)).toMatchObject(
      refused(404, 'question-unknown'),
    );
    const captions = { format: 'srt', source: 'candidate', text: 'nonsense' };
    expect(await ask('PUT', '/api/portal/answers/first/captions', captions)).toMatchObject({
      status: 422,
      body: { code: 'captions-invalid', fields: [{ path: 'text', row: 1 }] },
    });
    const view = await browser.ask('GET', '/api/portal');
    expect(await ask('POST', `/api/interviews/${view.body.interviewId}/submit`, {})).toMatchObject({
      status: 422,
      body: { code: 'interview-incomplete', fields: [{ path: 'first' }, { path: 'second' }] },
    });
    expect(await ask('POST', `/api/portal/takes/${randomUUID()}/discard`, {})).toMatchObject(
      refused(404, 'not-found'),
    );
    expect(await ask('POST', '/api/portal/takes/x/discard', {})).toMatchObject(refused(400, 'invalid-input'));
  });

  it('to a link that was taken back are answered with whom to write to', async () => {
    const { candidate } = await inviteSomebody();
    await asOwner((owner) =>
      owner.query('UPDATE screening.invitation SET revoked_at = now() WHERE id = $1', [
        candidate.invitationId,
      ]),
    );
    const browser = new CandidateBrowser(address, candidate.secret);
    expect(await browser.ask<Problem>('GET', '/api/portal')).toMatchObject({
      status: 410,
      body: { code: 'link-revoked', detail: expect.stringContaining('jobs@example.org') as string },
    });
  });

  it('too many by one address to an open link are slowed down', async () => {
    const { openSecret } = await inviteSomebody();
    const nobody = new CandidateBrowser(address, null);
    const entry = { name: 'Kim', email: `${randomUUID()}@example.net` };
    const statuses: number[] = [];
    for (let count = 0; count < 6; count += 1) {
      statuses.push((await nobody.ask('POST', `/api/open/${openSecret}`, entry)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });
});
