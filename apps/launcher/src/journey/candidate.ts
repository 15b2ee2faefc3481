import { createHash } from 'node:crypto';

import type { PortalView, Submitted, TakeStarted, TakeView } from '@evenhand/contracts';

import { UnexpectedAnswer, type ApiSession } from './api-session.ts';

/** Size of one piece of an upload, as a browser sends them while recording. */
const pieceBytes = 1 << 20;

/** What a candidate agrees to beyond being recorded. */
export interface Choices {
  readonly transcription: boolean;
  readonly aiAssessment: boolean;
}

/** Gives consent to the notice that is shown. */
export async function consent(portal: ApiSession, choices: Choices): Promise<PortalView> {
  const { notice } = await portal.call<PortalView>('open the interview', 'GET', '/api/portal');
  return portal.call<PortalView>('give consent', 'POST', '/api/portal/consent', {
    noticeId: notice.id,
    recording: true,
    ...choices,
  });
}

/** Records an answer: starts a take, uploads the file piece by piece by tus as a browser does, and finishes it. */
export async function recordAnswer(
  portal: ApiSession,
  questionId: string,
  file: { bytes: Uint8Array; type: string; kind: 'video' | 'audio' },
): Promise<TakeView> {
  const started = await portal.call<TakeStarted>('start a take', 'POST', '/api/portal/takes', {
    questionId,
    kind: file.kind,
    declaredType: file.type,
  });
  const created = await portal.send('create the upload', 'POST', started.uploadUrl, {
    headers: {
      'tus-resumable': '1.0.0',
      'upload-defer-length': '1',
      'upload-metadata': `takeId ${Buffer.from(started.takeId).toString('base64')}`,
    },
  });
  const location = created.headers.get('location');
  if (created.status !== 201 || location === null)
    throw new UnexpectedAnswer('create the upload', created.status, created.body);
  for (let offset = 0; offset < file.bytes.length; offset += pieceBytes) {
    const piece = file.bytes.slice(offset, offset + pieceBytes);
    const last = offset + piece.length === file.bytes.length;
    const patched = await portal.send('upload a piece', 'PATCH', location, {
      headers: {
        'tus-resumable': '1.0.0',
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
        ...(last ? { 'upload-length': String(file.bytes.length) } : {}),
      },
      body: piece,
    });
    if (patched.status !== 204) throw new UnexpectedAnswer('upload a piece', patched.status, patched.body);
  }
  return portal.call<TakeView>('finish the take', 'POST', `/api/portal/takes/${started.takeId}/finish`, {
    bytes: file.bytes.length,
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
  });
}

/** Waits until every take was prepared or refused. */
export async function recordingsReady(portal: ApiSession): Promise<PortalView> {
  return portal.waitFor<PortalView>('wait for the preparation', '/api/portal', ({ body }) =>
    body.questions.every((question) => question.takes.every((take) => take.status !== 'stored')),
  );
}

export function submit(portal: ApiSession, interviewId: string): Promise<Submitted> {
  return portal.call<Submitted>('submit', 'POST', `/api/interviews/${interviewId}/submit`, {});
}
