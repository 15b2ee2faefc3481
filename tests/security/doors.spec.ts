import { createHmac, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { testPassword } from '../journeys/colleagues.ts';
import { rawRequest, type RawReply } from '../support/raw-request.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { everyReply } from './every-reply.ts';
import { makeWholeScene, newCookie, type WholeScene } from './whole-scene.ts';
import { routeRows } from './route-table.ts';

jest.setTimeout(120_000);

/** Where people reach the system, through a proxy that ends TLS. */
const home = 'https://hire.example.org';
const mediaSecret = 'secret of this test';
const hour = 3_600_000;

let stack: Stack;
let scene: WholeScene;
let cookie: string;

beforeAll(async () => {
  stack = await startStack({ PUBLIC_URL: home, MEDIA_URL_SECRET: mediaSecret });
  scene = await makeWholeScene(stack);
  cookie = await newCookie(stack, scene.people.administrator.email, '198.51.100.1');
  const media = path.join(stack.folder, 'storage/media');
  mkdirSync(media, { recursive: true });
  writeFileSync(path.join(media, 'one.webm'), 'the recording of one');
  writeFileSync(path.join(media, 'two.webm'), 'the recording of two');
});
afterAll(() => stack?.stop());

const get = (where: string, headers: Record<string, string> = {}): Promise<RawReply> =>
  rawRequest(stack.base, 'GET', where, { headers });

/** A token as the system makes them, written down a second time. */
function token(key: string, change: { type?: string; expiresAt?: number; secret?: string } = {}): string {
  const { type = 'video/webm', expiresAt = Date.now() + hour, secret = mediaSecret } = change;
  const payload = Buffer.from(JSON.stringify({ k: key, t: type, e: expiresAt })).toString('base64url');
  return `${payload}.${createHmac('sha256', secret).update(payload).digest('base64url')}`;
}

describe('the address of a recording', () => {
  it('opens that recording for as long as it holds', async () => {
    const whole = await get(`/api/media/${token('media/one.webm')}`);
    expect([whole.status, whole.body.toString()]).toEqual([200, 'the recording of one']);
    const part = await get(`/api/media/${token('media/one.webm')}`, { range: 'bytes=4-12' });
    expect([part.status, part.body.toString()]).toEqual([206, 'recording']);
  });

  it('that was altered, is too old, or was made by somebody else opens nothing', async () => {
    const [payload = '', signature = ''] = token('media/one.webm').split('.');
    const [other = ''] = token('media/two.webm').split('.');
    const flipped = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
    const longer = token('media/one.webm', { expiresAt: Date.now() + 100 * hour }).split('.')[0] ?? '';
    const addresses = [
      `${payload}.${flipped}`,
      `${other}.${signature}`,
      `${longer}.${signature}`,
      payload,
      `${payload}.`,
      `.${signature}`,
      `${payload}.${signature}.${signature}`,
      `${payload}.${signature}=`,
      `${payload}.${signature.slice(0, -1)}`,
      token('media/one.webm', { expiresAt: Date.now() - 1 }),
      token('media/one.webm', { secret: 'another secret' }),
      token('media/one.webm', { secret: '' }),
      'x'.repeat(1999),
      'x'.repeat(2001),
    ];
    for (const address of addresses) {
      const reply = await get(`/api/media/${address}`);
      expect([address, reply.status >= 400 && reply.status < 500]).toEqual([address, true]);
      expect(reply.body.toString()).not.toContain('recording of');
    }
  });

  it('opens nothing outside the storage, even when it was signed', async () => {
    const keys = [
      '../revealer.json',
      '/etc/passwd',
      'media/../../revealer.json',
      'media/../uploads/x',
      'x',
      '',
      'media/%2e',
    ];
    for (const key of keys) {
      const reply = await get(`/api/media/${token(key)}`);
      expect([key, reply.status >= 400]).toEqual([key, true]);
      expect(reply.body.toString()).not.toMatch(/root:|private/);
    }
  });
});

describe('a file of an app', () => {
  const climbs = [
    '/..',
    '/%2e%2e',
    '/.%2e',
    '/..%2f',
    '/..%5c',
    '/..\\',
    '/....//',
    '/%252e%252e',
    '/%c0%ae%c0%ae',
    '/./..',
  ];

  it.each(['/console', '/interview', ''])('of %p is never a file outside it', async (app) => {
    for (const climb of climbs) {
      for (const target of ['package.json', 'etc/passwd', 'api/main.js', '3rdpartylicenses.txt', '.env']) {
        const reply = await get(`${app}${climb.repeat(5)}/${target}`);
        const text = reply.body.toString();
        expect([climb, target, /"evenhand"|root:x:|reflect-metadata|The MIT License/.test(text)]).toEqual([
          climb,
          target,
          false,
        ]);
        expect(reply.status).not.toBe(500);
      }
    }
    for (const odd of [
      '/%00',
      '/index.html%00.js',
      '//evil.example/x.js',
      '/%',
      '/%zz',
      `/${'x'.repeat(3000)}`,
    ]) {
      expect((await get(`${app}${odd}`)).status).not.toBe(500);
    }
  });

  it('is served only where it was built: no map of the source, no other file', async () => {
    const page = (await get('/console/')).body.toString();
    const script = /src="(main-[\w-]+\.js)"/.exec(page)?.[1] ?? '';
    expect((await get(`/console/${script}`)).status).toBe(200);
    expect((await get(`/console/${script}.map`)).status).toBe(404);
    expect((await get('/console/.')).status).not.toBe(500);
  });
});

describe('headers', () => {
  const everywhere = {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
  };

  it('protect every kind of answer', async () => {
    for (const [what, { headers, status }] of await everyReply(stack, scene, {
      cookie,
      media: `/api/media/${token('media/one.webm')}`,
    })) {
      expect({ what, status, ...headers }).toMatchObject({ what, ...everywhere });
      expect([what, headers['x-request-id']]).toEqual([what, expect.stringMatching(/^[\w-]{8,64}$/)]);
      const policy = String(headers['content-security-policy']);
      expect([what, policy]).toEqual([what, expect.stringContaining("frame-ancestors 'none'")]);
      expect(policy).toMatch(/default-src '(none|self)'/);
      const scripts = /script-src ([^;]+)/.exec(policy)?.[1] ?? "'none'";
      expect([what, scripts.replace(/'nonce-[\w+/=]+'/, '').trim()]).toEqual([
        what,
        expect.not.stringMatching(/'unsafe-|\*|https?:/),
      ]);
      const records = what === 'a page of the interview';
      expect(headers['permissions-policy']).toContain(records ? 'camera=(self)' : 'camera=()');
      for (const telling of [
        'server',
        'x-powered-by',
        'access-control-allow-origin',
        'access-control-allow-credentials',
        'etag',
      ]) {
        if (telling === 'etag' && what.includes('script')) continue;
        expect([what, telling, headers[telling]]).toEqual([what, telling, undefined]);
      }
    }
  });

  it('keep answers out of caches that others share', async () => {
    for (const where of ['/api/session', '/api/people', '/api/health', '/api/nothing', '/api/openapi.json']) {
      expect((await get(where, { cookie })).headers['cache-control']).toBe('no-store');
    }
    expect((await get(`/api/media/${token('media/one.webm')}`)).headers['cache-control']).toMatch(/^private/);
    expect((await get('/console/review')).headers['cache-control']).toBe('no-cache');
  });

  it('let each page run its own scripts only, by a name that is new every time', async () => {
    const pages = [await get('/console/'), await get('/console/'), await get('/interview/')];
    const nonces = pages.map(
      ({ headers }) => /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1],
    );
    expect(new Set(nonces).size).toBe(3);
    for (const [at, { body }] of pages.entries()) {
      const scripts = [...body.toString().matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
      for (const tag of scripts) expect(tag).toContain(`nonce="${nonces[at]}"`);
    }
  });
});

describe('another website', () => {
  const origins = [
    'https://evil.example',
    'null',
    `${home}.evil.example`,
    'http://hire.example.org',
    'https://hire.example.org:444',
    'http://localhost:1',
  ];
  const changing = routeRows
    .map(({ route }) => route.split(' ') as [string, string])
    .filter(([method]) => !/GET|HEAD|OPTIONS/.test(method));

  it('changes nothing, whatever it asks for and whoever is signed in', async () => {
    const { secret } = await scene.begun();
    expect(changing.length).toBeGreaterThan(25);
    for (const [method, address] of changing) {
      const where = address.replaceAll(/\{(\w+)\}/g, () => randomUUID());
      for (const origin of origins) {
        const headers = {
          origin,
          cookie,
          authorization: `Bearer ${secret}`,
          'content-type': 'application/json',
        };
        const reply = await rawRequest(stack.base, method, where, { headers, body: '{}' });
        const { code } = JSON.parse(reply.body.toString()) as { code: string };
        expect([method, where, origin, reply.status, code]).toEqual([
          method,
          where,
          origin,
          403,
          'foreign-origin',
        ]);
      }
    }
    expect((await get('/api/session', { cookie })).status).toBe(200);
  });

  it('reads nothing either: no answer invites it, and no preflight is granted', async () => {
    for (const where of ['/api/session', '/api/portal', '/api/uploads', '/api/health']) {
      const preflight = await rawRequest(stack.base, 'OPTIONS', where, {
        headers: {
          origin: 'https://evil.example',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization',
        },
      });
      const read = await get(where, { origin: 'https://evil.example', cookie });
      for (const { headers } of [preflight, read]) {
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    }
  });

  it('cannot send forms: only JSON is read', async () => {
    const body = new URLSearchParams({
      email: scene.people.auditor.email,
      password: testPassword,
    }).toString();
    for (const type of [
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data; boundary=x',
    ]) {
      const reply = await rawRequest(stack.base, 'POST', '/api/session', {
        headers: { 'content-type': type },
        body,
      });
      expect([type, reply.status]).toEqual([type, 400]);
      expect(reply.headers['set-cookie']).toBeUndefined();
    }
  });
});
