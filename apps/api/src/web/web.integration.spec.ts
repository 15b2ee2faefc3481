import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mediaToken } from '@evenhand/platform';
import request from 'supertest';
import { apiUnderTest, type ApiUnderTest } from '../wiring/api-under-test.fake';

let api: ApiUnderTest;
let server: ReturnType<ApiUnderTest['app']['getHttpServer']>;

beforeAll(async () => {
  const databases = Object.entries(process.env).filter(([name]) => name.startsWith('DATABASE_URL_'));
  api = await apiUnderTest(Object.fromEntries(databases));
  server = api.app.getHttpServer();
});
afterAll(() => api.close());

describe('headers', () => {
  test('of the api keep answers out of caches, frames and other origins', async () => {
    const { headers } = await request(server).get('/api/setup').expect(200);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'strict-transport-security': expect.stringContaining('max-age') as string,
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    expect(headers['permissions-policy']).toContain('camera=()');
    const named = await request(server).get('/api/setup').set('x-request-id', 'from-the-proxy-1');
    expect(named.headers['x-request-id']).toBe('from-the-proxy-1');
    const strange = await request(server).get('/api/setup').set('x-request-id', '<script>');
    expect(strange.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('are on problems too', async () => {
    const { headers } = await request(server).get('/api/nothing').expect(404);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  });
});

describe('the apps', () => {
  test('answer every address below them with their page, whose own styles and scripts are named', async () => {
    for (const address of ['/console/', '/console/requisitions/1?tab=x', '/interview/i/secret']) {
      const page = await request(server).get(address).expect(200);
      const nonce = /'nonce-([\w+/=]+)'/.exec(String(page.headers['content-security-policy']))?.[1] ?? 'none';
      expect(page.headers['cache-control']).toBe('no-cache');
      expect(page.text).toContain(`<style nonce="${nonce}">`);
      expect(page.text).toContain(`<script nonce="${nonce}"`);
      expect(page.text).toContain(`<evenhand-root ngCspNonce="${nonce}">`);
      const again = await request(server).get(address);
      expect(again.headers['content-security-policy']).not.toBe(page.headers['content-security-policy']);
    }
  });

  test('record only where candidates do, and play what they recorded', async () => {
    const policyOf = async (address: string) => (await request(server).get(address)).headers;
    const [staff, candidate] = [await policyOf('/console/'), await policyOf('/interview/')];
    expect(candidate['permissions-policy']).toContain('camera=(self), microphone=(self)');
    expect(staff['permissions-policy']).toContain('camera=(), microphone=()');
    for (const headers of [staff, candidate]) {
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("media-src 'self' blob:");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/https?:|\*|script-src[^;]*unsafe-inline|unsafe-eval'.*console/);
    }
  });

  test('have files that browsers keep, smaller where they can read it', async () => {
    const plain = await request(server)
      .get('/console/main-ABCDEFGH.js')
      .set('accept-encoding', 'identity')
      .expect(200);
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(plain.headers['content-type']).toContain('javascript');
    const small = await request(server)
      .get('/console/main-ABCDEFGH.js')
      .set('accept-encoding', 'br')
      .expect(200);
    expect(small.headers['content-encoding']).toBe('br');
    expect(small.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const icon = await request(server).get('/console/favicon.svg').expect(200);
    expect(icon.headers['cache-control']).toBe('no-cache');
  });

  test('are found from the bare address', async () => {
    await request(server).get('/').expect(302).expect('location', '/console/');
    await request(server).get('/console').expect(308).expect('location', '/console/');
  });

  test('do not give away what lies beside them', async () => {
    for (const address of [
      '/console/../../../etc/passwd',
      '/console/%2e%2e/%2e%2e/storage',
      '/console/..%2f..%2fstorage',
    ]) {
      const { text } = await request(server).get(address);
      expect(text).not.toContain('root:');
    }
  });
});

describe('recordings', () => {
  const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, at) => at % 251));
  const tokenFor = (key: string, ms = 60_000) =>
    mediaToken(api.settings.MEDIA_URL_SECRET ?? '', { key, type: 'video/webm', expiresAt: Date.now() + ms });
  const key = 'media/abcdefghijklmnopqrstuvwx.webm';
  const get = (token: string) => request(server).get(`/api/media/${token}`).buffer(true).parse(binary);

  beforeAll(() => {
    const file = path.join(api.folder, 'storage', key);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  });

  test('come whole or in part to whoever has a signed address', async () => {
    const whole = await get(tokenFor(key)).expect(200);
    expect(whole.body).toEqual(bytes);
    expect(whole.headers).toMatchObject({
      'content-type': 'video/webm',
      'content-length': '100000',
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=3600',
      'x-content-type-options': 'nosniff',
    });
    const part = await get(tokenFor(key)).set('range', 'bytes=100-199').expect(206);
    expect(part.body).toEqual(bytes.subarray(100, 200));
    expect(part.headers).toMatchObject({ 'content-range': 'bytes 100-199/100000', 'content-length': '100' });
    const end = await get(tokenFor(key)).set('range', 'bytes=-5').expect(206);
    expect(end.body).toEqual(bytes.subarray(-5));
    const beyond = await get(tokenFor(key)).set('range', 'bytes=100000-').expect(416);
    expect(beyond.headers['content-range']).toBe('bytes */100000');
  });

  test('tell their size without being read', async () => {
    const head = await request(server)
      .head(`/api/media/${tokenFor(key)}`)
      .expect(200);
    expect(head.headers).toMatchObject({ 'content-length': '100000', 'content-type': 'video/webm' });
    const part = await request(server)
      .head(`/api/media/${tokenFor(key)}`)
      .set('range', 'bytes=0-9')
      .expect(206);
    expect(part.headers['content-length']).toBe('10');
  });

  test('do not come to whoever made an address up, changed one or kept it too long', async () => {
    const token = tokenFor(key);
    const [payload = '', signature = ''] = token.split('.');
    const other = mediaToken('another secret', { key, type: 'video/webm', expiresAt: Date.now() + 60_000 });
    const forged = Buffer.from(JSON.stringify({ k: 'media/other.webm', t: 'video/webm', e: 9e15 })).toString(
      'base64url',
    );
    const last = signature.at(-1) === 'A' ? 'B' : 'A';
    const wrong = [
      other,
      payload,
      `${payload}.`,
      `${forged}.${signature}`,
      `${payload}.${signature.slice(0, -1)}${last}`,
    ];
    for (const each of [...wrong, tokenFor(key, -1), tokenFor('media/zzzzzzzzzzzzzzzzzzzzzzzz.webm')]) {
      await request(server).get(`/api/media/${each}`).expect(404);
    }
  });
});

describe('the reference', () => {
  test('is a page without scripts and without anything from elsewhere', async () => {
    const page = await request(server).get('/api/docs').expect(200);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.text).toContain('/api/review/packets/{id}/lock');
    expect(page.text).not.toMatch(
      /<script|https?:\/\/(?!127)[^"]*"|<link(?! rel="icon" href="data:,")|@import/,
    );
    const nonce = /<style nonce="([^"]+)"/.exec(page.text)?.[1] ?? 'none';
    expect(page.headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
  });

  test('exists for machines', async () => {
    const { body } = await request(server).get('/api/openapi.json').expect(200);
    expect(body).toMatchObject({ openapi: '3.1.0' });
  });
});

describe('health', () => {
  test('says what is missing, with status 503, and nothing of any interview', async () => {
    expect((await request(server).get('/api/health').expect(200)).body).toEqual({ alive: true });
    const { body } = await request(server).get('/api/health/ready').expect(503);
    expect(body).toMatchObject({
      ready: false,
      parts: {
        database: { ok: true },
        storage: { ok: true },
        worker: { ok: false },
        revealer: { ok: false },
      },
    });
  });
});

/** supertest's parser for bodies that are no text. */
function binary(response: request.Response, done: (error: Error | null, body: Buffer) => void): void {
  const parts: Buffer[] = [];
  response.on('data', (part: Buffer) => parts.push(part));
  response.on('end', () => done(null, Buffer.concat(parts)));
}
