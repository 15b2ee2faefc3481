import { begin, slice, startTake } from '../journeys/uploading.ts';
import { rawRequest, type RawReply } from '../support/raw-request.ts';
import type { Stack } from '../support/stack.ts';
import type { WholeScene } from './whole-scene.ts';

/**
 * One answer of every kind there is, named.
 *
 * @param cookie of an administrator
 * @param media address of a recording
 */
export async function everyReply(
  stack: Stack,
  scene: WholeScene,
  { cookie, media }: { cookie: string; media: string },
): Promise<[string, RawReply][]> {
  const ask = (
    method: string,
    where: string,
    headers: Record<string, string> = {},
    body?: string,
  ): Promise<RawReply> =>
    rawRequest(stack.base, method, where, body === undefined ? { headers } : { headers, body });
  const get = (where: string, headers: Record<string, string> = {}): Promise<RawReply> =>
    ask('GET', where, headers);
  const page = (await get('/console/')).body.toString();
  const script = /src="(main-[\w-]+\.js)"/.exec(page)?.[1] ?? '';
  const { portal, secret } = await scene.begun();
  const bearer = { authorization: `Bearer ${secret}`, 'tus-resumable': '1.0.0' };
  const takeId = await startTake(portal);
  const location = (await begin(portal, takeId)).headers.get('location') ?? '';
  await slice(portal, location, 0, new Uint8Array(100));
  const json = { 'content-type': 'application/json' };
  return [
    ['a page of the console', await get('/console/review')],
    ['a page of the interview', await get('/interview/i/x')],
    ['a script', await get(`/console/${script}`)],
    ['a compressed script', await get(`/console/${script}`, { 'accept-encoding': 'br' })],
    ['a missing file', await get('/console/none.js')],
    ['the way in', await get('/')],
    ['a redirection', await get('/console')],
    ['JSON', await get('/api/session', { cookie })],
    ['no answer to give', await ask('DELETE', '/api/session')],
    ['nobody signed in', await get('/api/session')],
    ['not allowed', await get('/api/review/queue', { cookie })],
    ['an unknown address', await get('/nothing')],
    ['an unreadable address', await get('/api/%')],
    ['a wrong body', await ask('POST', '/api/session', json, '{')],
    [
      'too large a body',
      await rawRequest(stack.base, 'POST', '/api/session', {
        headers: json,
        body: `"${'x'.repeat(2_000_000)}"`,
      }),
    ],
    [
      'another website',
      await rawRequest(stack.base, 'POST', '/api/session', {
        headers: { ...json, origin: 'https://evil.example' },
        body: '{}',
      }),
    ],
    ['the reference', await get('/api/docs')],
    ['the description', await get('/api/openapi.json')],
    ['health', await get('/api/health/ready')],
    ['a recording', await get(media)],
    ['a part of a recording', await get(media, { range: 'bytes=0-3' })],
    ['no such part', await get(media, { range: 'bytes=900-' })],
    ['what uploads offer', await ask('OPTIONS', '/api/uploads', bearer)],
    ['how far an upload is', await ask('HEAD', location, bearer)],
    [
      'a wrong slice',
      await rawRequest(stack.base, 'PATCH', location, {
        headers: { ...bearer, 'upload-offset': '7', 'content-type': 'application/offset+octet-stream' },
        body: 'x',
      }),
    ],
  ];
}
