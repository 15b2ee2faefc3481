import request from 'supertest';
import { apiUnderTest, type ApiUnderTest } from './api-under-test.fake';

const password = 'correct horse battery';
const origin = 'https://hire.example.org';
let api: ApiUnderTest;
let server: ReturnType<ApiUnderTest['app']['getHttpServer']>;

const cookieOf = (answer: request.Response): string =>
  String(answer.get('Set-Cookie')?.[0]).split(';')[0] ?? '';
const signIn = async (email: string): Promise<string> =>
  cookieOf(await request(server).post('/api/session').send({ email, password }).expect(200));

beforeAll(async () => {
  const databases = Object.entries(process.env).filter(([name]) => name.startsWith('DATABASE_URL_'));
  api = await apiUnderTest(Object.fromEntries(databases));
  server = api.app.getHttpServer();
});
afterAll(() => api.close());

describe('problems', () => {
  test('have the form of RFC 9457, with a code, a sentence and the wrong fields', async () => {
    const answer = await request(server).post('/api/session').send({ email: 'no address' }).expect(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toEqual({
      type: 'urn:evenhand:problem:invalid-input',
      title: 'Some of what was sent is wrong.',
      status: 400,
      detail: 'Some of what was sent is wrong. Nothing was changed.',
      code: 'invalid-input',
      retryable: false,
      fields: [
        { path: 'email', message: 'This is not an e-mail address.' },
        { path: 'password', message: expect.any(String) as string },
      ],
    });
  });

  test.each([
    ['an unknown address', 'get', '/api/nothing', 404, 'not-found'],
    ['an unknown address outside the api', 'get', '/nothing', 404, 'not-found'],
    ['a missing file of an app', 'get', '/console/none.js', 404, 'not-found'],
    ['nobody signed in', 'get', '/api/session', 401, 'not-signed-in'],
    ['a candidate without a link', 'get', '/api/portal', 401, 'not-signed-in'],
    ['an id that is none', 'get', '/api/requisitions/x', 401, 'not-signed-in'],
    ['an expired recording', 'get', '/api/media/abc.def', 404, 'not-found'],
  ] as const)('say %s', async (_, method, address, status, code) => {
    const answer = await request(server)[method](address).expect(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ status, code });
  });

  test('say that a body is no JSON, or too large', async () => {
    const broken = await request(server)
      .post('/api/session')
      .set('content-type', 'application/json')
      .send('{"email":')
      .expect(400);
    expect(broken.body).toMatchObject({ code: 'invalid-input' });
    const large = await request(server)
      .post('/api/session')
      .send({ email: 'a@example.org', password: 'x'.repeat(2_000_000) })
      .expect(413);
    expect(large.body).toMatchObject({ code: 'too-large' });
  });
});

describe('the first steps', () => {
  test('are set-up, once, then signing in and out with a cookie nobody else can use', async () => {
    expect((await request(server).get('/api/setup').expect(200)).body).toEqual({ needed: true });
    const first = { email: 'Admin@example.org', name: 'Admin', password };
    await request(server)
      .post('/api/setup')
      .send({ ...first, code: 'guess' })
      .expect(403);
    const made = await request(server)
      .post('/api/setup')
      .send({ ...first, code: 'the-code' })
      .expect(200);
    expect(made.body).toMatchObject({ email: 'admin@example.org', roles: ['administrator'], demo: false });
    expect(String(made.get('Set-Cookie')?.[0])).toMatch(
      /^evenhand_session=[\w-]{43}; Path=\/api; HttpOnly; SameSite=Strict; Max-Age=604800; Secure$/,
    );
    expect((await request(server).get('/api/setup').expect(200)).body).toEqual({ needed: false });
    const again = await request(server)
      .post('/api/setup')
      .send({ ...first, code: 'the-code' })
      .expect(409);
    expect(again.body).toMatchObject({ code: 'already-set-up' });

    const cookie = await signIn('admin@example.org');
    expect((await request(server).get('/api/session').set('cookie', cookie).expect(200)).body).toEqual(
      made.body,
    );
    await request(server).delete('/api/session').set('cookie', cookie).expect(204);
    await request(server).get('/api/session').set('cookie', cookie).expect(401);
  });

  test('go on with people by role, each of whom gets only what the role allows', async () => {
    const admin = await signIn('admin@example.org');
    const add = (name: string, ...roles: string[]) =>
      request(server)
        .post('/api/people')
        .set('cookie', admin)
        .send({ email: `${name}@example.org`, name, password, roles });
    for (const role of ['recruiter', 'reviewer', 'hiring_manager', 'compliance_officer', 'auditor']) {
      await add(role, role).expect(201);
    }
    expect((await add('recruiter', 'recruiter').expect(409)).body).toMatchObject({ code: 'email-taken' });
    expect((await add('both', 'reviewer', 'compliance_officer').expect(409)).body).toMatchObject({
      code: 'duties-apart',
    });

    const allowed: Record<string, string[]> = {
      '/api/people': ['admin'],
      '/api/dead-letters': ['admin'],
      '/api/ai-days': ['admin'],
      '/api/outbox': ['admin', 'recruiter'],
      '/api/colleagues': ['recruiter'],
      '/api/requisitions': ['recruiter', 'hiring_manager'],
      '/api/review/queue': ['reviewer'],
      '/api/ledger/entries': ['compliance_officer', 'auditor'],
    };
    const everybody = ['admin', 'recruiter', 'reviewer', 'hiring_manager', 'compliance_officer', 'auditor'];
    for (const name of everybody) {
      const cookie = name === 'admin' ? admin : await signIn(`${name}@example.org`);
      for (const [address, names] of Object.entries(allowed)) {
        const { status } = await request(server).get(address).set('cookie', cookie);
        expect([name, address, status]).toEqual([name, address, names.includes(name) ? 200 : 403]);
      }
    }
  });

  test('slow down who guesses', async () => {
    const guess = () =>
      request(server).post('/api/session').send({ email: 'guessed@example.org', password: 'x' });
    const statuses: number[] = [];
    let wait: string | undefined;
    for (let attempt = 0; attempt < 13; attempt++) {
      const answer = await guess();
      statuses.push(answer.status);
      wait = answer.headers['retry-after'];
    }
    expect(statuses.slice(0, 10)).toEqual(Array<number>(10).fill(401));
    expect(statuses.slice(10)).toEqual([429, 429, 429]);
    expect(Number(wait)).toBeGreaterThan(0);
  });
});

describe('a requisition', () => {
  test('goes from draft to invitations through the api, and nothing beside the contract leaves', async () => {
    const recruiter = await signIn('recruiter@example.org');
    const { body: colleagues } = await request(server)
      .get('/api/colleagues?role=reviewer')
      .set('cookie', recruiter)
      .expect(200);
    const made = await request(server)
      .post('/api/requisitions')
      .set('cookie', recruiter)
      .send({ title: 'Baker', contactEmail: 'jobs@example.org' })
      .expect(201);
    const view = made.body as { id: string; members: object[]; template: object };
    const at = `/api/requisitions/${view.id}`;
    expect(Object.keys(view)).not.toContain('createdBy');

    const early = await request(server).post(`${at}/publish`).set('cookie', recruiter).expect(422);
    expect(early.body).toMatchObject({ code: 'template-incomplete', fields: [{ path: 'members' }] });
    const [reviewer] = (colleagues as { rows: { id: string; roles: string[] }[] }).rows;
    expect(Object.keys(reviewer ?? {}).sort()).toEqual(['id', 'name', 'roles']);
    await request(server)
      .put(`${at}/members`)
      .set('cookie', recruiter)
      .send({ members: [...view.members, { userId: reviewer?.id, duty: 'reviewer' }] })
      .expect(200);
    await request(server)
      .patch(at)
      .set('cookie', recruiter)
      .send({ template: { ...view.template, requiredScorecards: 1 } })
      .expect(200);
    await request(server).post(`${at}/publish`).set('cookie', recruiter).expect(200);

    const wrong = await request(server)
      .post(`${at}/invitations`)
      .set('cookie', recruiter)
      .send({ csv: 'name,email\nAnna,anna@example.org\nBen,not an address' })
      .expect(422);
    expect(wrong.body).toMatchObject({
      code: 'candidate-list-invalid',
      fields: [{ row: 3, path: 'email', message: 'This is not an e-mail address.' }],
    });
    // Larger than other requests may be.
    const rows = Array.from(
      { length: 300 },
      (_, row) => `Person ${row},p${row}@example.org,${'x'.repeat(6_000)}`,
    );
    const invited = await request(server)
      .post(`${at}/invitations`)
      .set('cookie', recruiter)
      .send({ csv: ['name,email,note', ...rows].join('\n') })
      .expect(200);
    expect(invited.body).toEqual({ invited: 300, alreadyInvited: 0, links: [] });

    const page = await request(server).get(`${at}/interviews?limit=2`).set('cookie', recruiter).expect(200);
    expect((page.body as { rows: object[] }).rows).toHaveLength(2);
    const link = await request(server).post(`${at}/link`).set('cookie', recruiter).send({}).expect(200);
    expect((link.body as { url: string }).url).toContain('https://hire.example.org/interview/r/');
    await request(server).delete(`${at}/link`).set('cookie', recruiter).expect(204);

    const officer = await signIn('auditor@example.org');
    const log = await request(server)
      .get('/api/ledger/entries?limit=1000')
      .set('cookie', officer)
      .expect(200);
    const types = (log.body as { entries: { type: string; sentence: string }[] }).entries.map(
      ({ type }) => type,
    );
    expect(types).toEqual(expect.arrayContaining(['requisition-published', 'invited', 'open-link-revoked']));
  });
});

describe('other websites', () => {
  test('cannot change anything, and may not read either', async () => {
    const body = { email: 'admin@example.org', password };
    const foreign = request(server).post('/api/session').set('origin', 'https://evil.example').send(body);
    expect((await foreign.expect(403)).body).toMatchObject({ code: 'foreign-origin' });
    await request(server).delete('/api/session').set('origin', 'null').expect(403);
    await request(server).post('/api/session').set('origin', origin).send(body).expect(200);
    const read = await request(server).get('/api/setup').set('origin', 'https://evil.example').expect(200);
    expect(read.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('on this very machine another name for it is no other website', async () => {
    const ask = (host: string, from: string) =>
      request(server).delete('/api/session').set('host', host).set('origin', from);
    await ask('localhost:3301', 'http://localhost:3301').expect(204);
    await ask('localhost:3301', 'http://localhost:9999').expect(403);
    await ask('evil.example', 'http://evil.example').expect(403);
  });
});
