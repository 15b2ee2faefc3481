import { createHash, randomUUID } from 'node:crypto';

import type { PortalView, TakeStarted, TakeView } from '@evenhand/contracts';

import type { ApiSession, Reply } from '../../apps/launcher/src/journey/api-session.ts';

/*
 * Uploads step by step, so that each step can go wrong.
 */

const tus = { 'tus-resumable': '1.0.0' };

export async function startTake(portal: ApiSession, questionId = 'first'): Promise<string> {
  const wanted = { takeId: randomUUID(), questionId, kind: 'video', declaredType: 'video/webm' };
  return (await portal.call<TakeStarted>('start a take', 'POST', '/api/portal/takes', wanted)).takeId;
}

/** Begins the upload of a take. Location tells where it goes on. */
export function begin(
  portal: ApiSession,
  takeId: string,
  length: Record<string, string> = { 'upload-defer-length': '1' },
): Promise<Reply<unknown>> {
  const metadata = { 'upload-metadata': `takeId ${Buffer.from(takeId).toString('base64')}` };
  return portal.send('begin', 'POST', '/api/uploads', { headers: { ...tus, ...length, ...metadata } });
}

export function slice(
  portal: ApiSession,
  location: string,
  offset: number,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Reply<unknown>> {
  const headers = {
    ...tus,
    'content-type': 'application/offset+octet-stream',
    'upload-offset': String(offset),
  };
  return portal.send('slice', 'PATCH', location, { headers, body: bytes });
}

/** How many bytes the server has; null when it knows no such upload. */
export async function arrived(portal: ApiSession, location: string): Promise<number | null> {
  const { status, headers } = await portal.send('ask', 'HEAD', location, { headers: tus });
  return status === 200 ? Number(headers.get('upload-offset')) : null;
}

export function finish(portal: ApiSession, takeId: string, bytes: Uint8Array): Promise<Reply<unknown>> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return portal.send('finish', 'POST', `/api/portal/takes/${takeId}/finish`, {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ bytes: bytes.length, sha256 }),
  });
}

/** Uploads a whole file as a take and waits until it was prepared or refused. */
export async function upload(
  portal: ApiSession,
  bytes: Uint8Array<ArrayBuffer>,
  questionId = 'first',
): Promise<TakeView> {
  const takeId = await startTake(portal, questionId);
  const location = (await begin(portal, takeId)).headers.get('location') ?? '';
  await slice(portal, location, 0, bytes);
  await finish(portal, takeId, bytes);
  const takeIn = ({ questions }: PortalView): TakeView | undefined =>
    questions.flatMap(({ takes }) => takes).find(({ id }) => id === takeId);
  const view = await portal.waitFor<PortalView>('wait for the preparation', '/api/portal', ({ body }) =>
    ['prepared', 'refused'].includes(takeIn(body)?.status ?? ''),
  );
  const take = takeIn(view);
  if (take === undefined) throw new Error('The take is gone.');
  return take;
}

export async function takesLeft(portal: ApiSession, questionId = 'first'): Promise<number | undefined> {
  const { questions } = await portal.call<PortalView>('look', 'GET', '/api/portal');
  return questions.find(({ id }) => id === questionId)?.takesLeft;
}
