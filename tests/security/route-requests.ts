import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

import type {
  BlindPacket,
  LogCheckpoint,
  NewReviewerKey,
  PortalView,
  RequisitionView,
  ReviewerKey,
} from '@evenhand/contracts';
import { ed25519KeyOfPair, enrolmentOf, newEd25519Pair } from '@evenhand/ledger';

import { clipFile } from '../../apps/launcher/src/demo/answers.ts';
import { ratingsFor, signedScorecard } from '../../apps/launcher/src/journey/colleague.ts';
import { testPassword } from '../journeys/colleagues.ts';
import { begin, finish, slice, startTake } from '../journeys/uploading.ts';
import { dueStep } from '../support/answer-rows.ts';
import { asOwner } from '../support/screening-rows.ts';
import type { Stack } from '../support/stack.ts';
import { cosign } from '../support/witness.ts';
import { accommodationRequests } from './accommodation-requests.ts';
import type { Asker } from './route-table.ts';
import type { SceneCandidate, WholeScene } from './whole-scene.ts';

/** A request that is right in everything but, perhaps, who sends it. */
export interface RightRequest {
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly bytes?: Uint8Array<ArrayBuffer>;
  /** Secret of the candidate who may send it, where it is not the usual one. */
  readonly secret?: string;
}

type Maker = (asker: Asker) => Promise<RightRequest> | RightRequest;

const clip = new Uint8Array(readFileSync(clipFile('david', 'difficult-customer', 'webm')));
const tus = { 'tus-resumable': '1.0.0' };
const fresh = (): string => `${randomUUID()}@example.org`;

/** For every route a maker of requests; what can be used up is made anew for everybody who asks. */
export async function rightRequests(
  stack: Stack,
  scene: WholeScene,
): Promise<{ candidate: SceneCandidate; makers: Readonly<Record<string, Maker>> }> {
  const { people, requisitionId } = scene;
  const { session: recruiter, id: recruiterId } = people.recruiter;
  const open = await recruiter.call<{ url: string }>(
    'link',
    'POST',
    `/api/requisitions/${requisitionId}/link`,
    {},
  );
  const openPath = `/api/open/${new URL(open.url).pathname.split('/').at(-1)}`;
  const candidate = await scene.begun();

  const takeId = await startTake(candidate.portal);
  const location = (await begin(candidate.portal, takeId)).headers.get('location') ?? '';
  await slice(candidate.portal, location, 0, clip);
  await finish(candidate.portal, takeId, clip);
  const view = await candidate.portal.waitFor<PortalView>('wait', '/api/portal', ({ body }) =>
    body.questions.some(({ takes }) => takes.some(({ mediaUrl }) => mediaUrl !== null)),
  );
  const media = view.questions[0]?.takes[0]?.mediaUrl ?? '';

  const decidable: Partial<Record<Asker, string>> = {};
  const revealed = await reveal(scene);
  decidable.recruiter = (await reveal(scene)).interviewId;
  decidable.hiring_manager = (await reveal(scene)).interviewId;
  await scene.submitted();
  const packet = await scene.nextPacket();

  const draft = async (publish = false): Promise<string> => {
    const template = {
      ...(await recruiter.call<RequisitionView>('read', 'GET', `/api/requisitions/${requisitionId}`))
        .template,
    };
    const made = await recruiter.call<RequisitionView>('create', 'POST', '/api/requisitions', {
      title: 'Draft',
      contactEmail: 'jobs@example.org',
      template,
    });
    const path = `/api/requisitions/${made.id}`;
    const members = [
      { userId: recruiterId, duty: 'recruiter' },
      { userId: people.reviewer.id, duty: 'reviewer' },
    ];
    await recruiter.call('members', 'PUT', `${path}/members`, { members });
    if (publish) await recruiter.call('publish', 'POST', `${path}/publish`, {});
    return path;
  };
  const person = () => ({ email: fresh(), name: 'New', password: testPassword, roles: ['reviewer'] });
  const newKey = async (): Promise<NewReviewerKey> => {
    const enrolment = await enrolmentOf(await ed25519KeyOfPair(await newEd25519Pair()), people.reviewer.id);
    return { ...enrolment, device: 'Route test' };
  };
  const requisition = `/api/requisitions/${requisitionId}`;
  const answer = '/api/portal/answers/first';
  const reason = { questionId: 'first', criterionId: 'clarity', reason: 'Clear.' };

  const makers: Record<string, Maker> = {
    ...accommodationRequests(scene),
    'GET /api/media/{token}': () => ({ path: media }),
    'HEAD /api/media/{token}': () => ({ path: media }),
    'GET /api/open/{secret}': () => ({ path: openPath }),
    'POST /api/open/{secret}': () => ({ path: openPath, body: { name: 'Kim', email: fresh() } }),
    'POST /api/setup': () => ({
      path: '/api/setup',
      body: { code: stack.setUpCode, email: fresh(), name: 'Second', password: testPassword },
    }),
    'POST /api/session': (asker) => ({
      path: '/api/session',
      body: {
        email: asker in people ? people[asker as keyof typeof people].email : people.auditor.email,
        password: testPassword,
      },
    }),
    'POST /api/people': () => ({ path: '/api/people', body: person() }),
    'PATCH /api/people/{id}': () => ({ path: `/api/people/${people.auditor.id}`, body: { disabled: false } }),
    'POST /api/dead-letters/{id}/run-again': async () => ({
      path: `/api/dead-letters/${await deadStep()}/run-again`,
    }),
    'GET /api/colleagues': () => ({ path: '/api/colleagues?role=reviewer' }),
    'POST /api/requisitions': () => ({
      path: '/api/requisitions',
      body: { title: 'New', contactEmail: fresh() },
    }),
    'GET /api/requisitions/{id}': () => ({ path: requisition }),
    'PATCH /api/requisitions/{id}': async () => ({ path: await draft(), body: { promisedDays: 10 } }),
    'POST /api/requisitions/{id}/publish': async () => ({ path: `${await draft()}/publish` }),
    'POST /api/requisitions/{id}/close': async () => ({ path: `${await draft(true)}/close` }),
    'PUT /api/requisitions/{id}/members': async () => ({
      path: `${await draft()}/members`,
      body: { members: [{ userId: recruiterId, duty: 'recruiter' }] },
    }),
    'GET /api/requisitions/{id}/interviews': () => ({ path: `${requisition}/interviews` }),
    'POST /api/requisitions/{id}/invitations': () => ({
      path: `${requisition}/invitations`,
      body: { candidates: [{ name: 'Kim', email: fresh() }] },
    }),
    'POST /api/requisitions/{id}/link': async () => ({ path: `${await draft(true)}/link`, body: {} }),
    'DELETE /api/requisitions/{id}/link': async () => ({ path: `${await draft(true)}/link` }),
    'POST /api/portal/consent': () => ({
      path: '/api/portal/consent',
      body: { noticeId: view.notice.id, recording: true, transcription: true, aiAssessment: false },
    }),
    'PUT /api/portal/clarification': () => ({ path: '/api/portal/clarification', body: { text: 'More.' } }),
    'POST /api/portal/withdraw': async () => ({
      path: '/api/portal/withdraw',
      secret: (await scene.begun()).secret,
    }),
    'GET /api/portal/receipt': () => ({ path: '/api/portal/receipt', secret: revealed.secret }),
    'GET /api/portal/erasure': () => ({ path: '/api/portal/erasure' }),
    'POST /api/portal/erasure': async () => ({
      path: '/api/portal/erasure',
      secret: (await scene.begun()).secret,
      body: { understood: true },
    }),
    'GET /api/portal/erasure/certificate': () => ({ path: '/api/portal/erasure/certificate' }),
    'PUT /api/portal/answers/{questionId}/text': () => ({
      path: '/api/portal/answers/second/text',
      body: { text: 'Mine.' },
    }),
    'PUT /api/portal/answers/{questionId}/choice': () => ({ path: `${answer}/choice`, body: { takeId } }),
    'PUT /api/portal/answers/{questionId}/captions': () => ({
      path: `${answer}/captions`,
      body: { format: 'vtt', source: 'candidate', text: 'WEBVTT\n\n00:00.000 --> 00:01.000\nHello.\n' },
    }),
    'DELETE /api/portal/answers/{questionId}/captions': () => ({ path: `${answer}/captions` }),
    'POST /api/portal/takes': async () => {
      const { secret } = await scene.begun();
      const body = { questionId: 'first', kind: 'video', declaredType: 'video/webm' };
      return { path: '/api/portal/takes', body, secret };
    },
    'POST /api/portal/takes/{id}/finish': () => ({
      path: `/api/portal/takes/${takeId}/finish`,
      body: { bytes: clip.length, sha256: createHash('sha256').update(clip).digest('hex') },
    }),
    'POST /api/portal/takes/{id}/discard': async () => {
      const { secret, portal } = await scene.begun();
      return { path: `/api/portal/takes/${await startTake(portal)}/discard`, secret };
    },
    'POST /api/interviews/{id}/submit': async () => {
      const { secret, interviewId } = await scene.submitted();
      return { path: `/api/interviews/${interviewId}/submit`, secret };
    },
    'OPTIONS /api/uploads': () => ({ path: '/api/uploads', headers: tus }),
    'POST /api/uploads': async () => {
      const { secret, portal } = await scene.begun();
      const metadata = `takeId ${Buffer.from(await startTake(portal)).toString('base64')}`;
      return {
        path: '/api/uploads',
        headers: { ...tus, 'upload-defer-length': '1', 'upload-metadata': metadata },
        secret,
      };
    },
    'HEAD /api/uploads/{id}': () => ({ path: location, headers: tus }),
    'PATCH /api/uploads/{id}': async () => {
      const { secret, portal } = await scene.begun();
      const path = (await begin(portal, await startTake(portal))).headers.get('location') ?? '';
      const headers = { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
      return { path, headers, bytes: clip.slice(0, 1000), secret };
    },
    'GET /api/review/packets/{id}': () => ({ path: `/api/review/packets/${packet.packetId}` }),
    'PUT /api/review/packets/{id}/draft': () => ({
      path: `/api/review/packets/${packet.packetId}/draft`,
      body: ratings(packet),
    }),
    'POST /api/review/packets/{id}/lock': async () => ({
      path: `/api/review/packets/${packet.packetId}/lock`,
      body: await signedScorecard(
        people.reviewer.session,
        packet,
        ratingsFor(packet, () => 2),
      ),
    }),
    'POST /api/reviewer-keys': async () => ({ path: '/api/reviewer-keys', body: await newKey() }),
    'POST /api/reviewer-keys/{key}/retire': async () => {
      const { session } = people.reviewer;
      const { key } = await session.call<ReviewerKey>('enrol', 'POST', '/api/reviewer-keys', await newKey());
      return { path: `/api/reviewer-keys/${key}/retire` };
    },
    'GET /api/interviews/{id}/reveal': () => ({ path: `/api/interviews/${revealed.interviewId}/reveal` }),
    'POST /api/interviews/{id}/revisions': () => ({
      path: `/api/interviews/${revealed.interviewId}/revisions`,
      body: { ...reason, rating: 4 },
    }),
    'POST /api/interviews/{id}/decision': (asker) => ({
      path: `/api/interviews/${decidable[asker] ?? revealed.interviewId}/decision`,
      body: { outcome: 'decline', reasons: { criteria: [reason] }, message: 'Thank you.' },
    }),
    'GET /api/ledger/entries/{id}/proof': async () => ({
      path: `/api/ledger/entries/${await coveredEntry()}/proof`,
    }),
    'POST /api/ledger/cosignatures': async () => {
      const { size, checkpoint } = await people.auditor.session.call<LogCheckpoint>(
        'checkpoint',
        'GET',
        '/api/ledger/checkpoint',
      );
      return { path: '/api/ledger/cosignatures', body: { size, cosignatures: await cosign(checkpoint) } };
    },
    'GET /api/interviews/{id}/pack': () => ({ path: `/api/interviews/${revealed.interviewId}/pack` }),
    'GET /api/interviews/{id}/certificate': () => ({
      path: `/api/interviews/${revealed.interviewId}/certificate`,
    }),
    'GET /api/requisitions/{id}/pack': () => ({ path: `/api/requisitions/${scene.requisitionId}/pack` }),
  };
  return { candidate, makers };
}

const ratings = (packet: BlindPacket): object => ({ ratings: ratingsFor(packet, () => 2) });

async function reveal(scene: WholeScene): Promise<SceneCandidate> {
  const candidate = await scene.submitted();
  await scene.reviewed(candidate);
  return candidate;
}

/** A letter that gave up. */
function deadStep(): Promise<string> {
  return asOwner(async (owner) => {
    const id = await dueStep(owner, 'mail', randomUUID());
    await owner.query(`UPDATE jobs.step SET status = 'dead', error_code = 'mail-refused' WHERE id = $1`, [
      id,
    ]);
    return id;
  });
}

/** An entry that the log proves. */
function coveredEntry(): Promise<string> {
  return asOwner(async (owner) => {
    const { rows } = await owner.query<{ id: string }>(
      'SELECT pending_id AS id FROM ledger.leaf WHERE index = 0',
    );
    return rows[0]?.id ?? '';
  });
}
