import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { BlindPacket, OutboxPage, PortalView, RequisitionPage, ReviewQueue } from '@evenhand/contracts';

import type { ApiSession, Reply } from '../../apps/launcher/src/journey/api-session.ts';
import { openRequisition, ratingsFor, signedScorecard } from '../../apps/launcher/src/journey/colleague.ts';
import type { TestColleague } from '../journeys/colleagues.ts';
import { expectProblem } from '../journeys/problems.ts';
import { rowsOf } from '../journeys/recruiting.ts';
import { twoQuestions } from '../support/screening-rows.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { anotherColleague, makeWholeScene, type SceneCandidate, type WholeScene } from './whole-scene.ts';

jest.setTimeout(120_000);

let stack: Stack;
let scene: WholeScene;
/** Recruiter, reviewer and hiring manager of another requisition. */
let others: Record<'recruiter' | 'reviewer' | 'hiring_manager', TestColleague>;
let revealed: SceneCandidate;
let packet: BlindPacket;

beforeAll(async () => {
  stack = await startStack();
  scene = await makeWholeScene(stack);
  others = {
    recruiter: await anotherColleague(stack, scene, 'recruiter'),
    reviewer: await anotherColleague(stack, scene, 'reviewer'),
    hiring_manager: await anotherColleague(stack, scene, 'hiring_manager'),
  };
  await openRequisition(
    others.recruiter.session,
    {
      title: 'Theirs',
      contactEmail: 'jobs@example.org',
      template: twoQuestions({ requiredScorecards: 1 }) as never,
    },
    {
      recruiter: [others.recruiter.id],
      reviewer: [others.reviewer.id],
      hiring_manager: [others.hiring_manager.id],
    },
  );
  revealed = await scene.submitted();
  await scene.reviewed(revealed);
  await scene.submitted();
  packet = await scene.nextPacket();
});
afterAll(() => stack?.stop());

const ask = (session: ApiSession, method: string, path: string, body?: unknown): Promise<Reply<unknown>> =>
  session.send(
    'ask',
    method,
    path,
    body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );

/** Expects the same refusal for what belongs to others as for what never was. */
async function expectAsIfAbsent(
  session: ApiSession,
  [method, path, body]: readonly [string, string, unknown?],
  theirs: string,
  status = 404,
  code = 'not-found',
): Promise<void> {
  const belonging = await ask(session, method, path, body);
  const absent = await ask(session, method, path.replace(theirs, randomUUID()), body);
  expectProblem(belonging, status, code);
  expect(belonging.body).toEqual(absent.body);
}

const reason = { questionId: 'first', criterionId: 'clarity', reason: 'Because.' };
const decision = { outcome: 'decline', reasons: { criteria: [reason] }, message: 'No.' };

describe('the recruiter of another requisition', () => {
  it('can neither see nor change anything of this one', async () => {
    const { requisitionId } = scene;
    const { session, id } = others.recruiter;
    const at = `/api/requisitions/${requisitionId}`;
    const mine = scene.people.recruiter.session;
    const before = await mine.call('read', 'GET', at);
    const requests: [string, string, unknown?][] = [
      ['GET', at],
      ['PATCH', at, { title: 'Mine now' }],
      ['POST', `${at}/publish`],
      ['POST', `${at}/close`],
      ['PUT', `${at}/members`, { members: [{ userId: id, duty: 'recruiter' }] }],
      ['GET', `${at}/interviews`],
      ['POST', `${at}/invitations`, { candidates: [{ name: 'Mallory', email: 'mallory@example.org' }] }],
      ['POST', `${at}/link`, {}],
      ['DELETE', `${at}/link`],
    ];
    for (const request of requests) await expectAsIfAbsent(session, request, requisitionId);
    expect(await mine.call('read', 'GET', at)).toEqual(before);
  });

  it('finds nothing of it in any list', async () => {
    const { session } = others.recruiter;
    const { rows } = await session.call<RequisitionPage>('list', 'GET', '/api/requisitions');
    expect(rows.map(({ title }) => title)).toEqual(['Theirs']);
    const outbox = await session.call<OutboxPage>('list', 'GET', '/api/outbox');
    expect(outbox.rows).toEqual([]);
    expect(outbox.sends).toBe(false);
  });

  it('can neither open nor decide an interview of it', async () => {
    const at = `/api/interviews/${revealed.interviewId}`;
    for (const { session } of [others.recruiter, others.hiring_manager]) {
      await expectAsIfAbsent(session, ['GET', `${at}/reveal`], revealed.interviewId, 403, 'not-revealed');
      await expectAsIfAbsent(
        session,
        ['POST', `${at}/decision`, decision],
        revealed.interviewId,
        403,
        'not-revealed',
      );
    }
    await expectAsIfAbsent(
      others.recruiter.session,
      ['GET', `${at}/pack`],
      revealed.interviewId,
      403,
      'not-revealed',
    );
    expect(await rowsOf(revealed.interviewId)).not.toHaveProperty('entry decided');
    expect(await rowsOf(revealed.interviewId)).not.toHaveProperty('entry pack-made');
  });
});

describe('a reviewer', () => {
  it('can neither open, draft nor lock the packet of another', async () => {
    const { session } = others.reviewer;
    const at = `/api/review/packets/${packet.packetId}`;
    const ratings = { ratings: ratingsFor(packet, () => 1) };
    await expectAsIfAbsent(session, ['GET', at], packet.packetId);
    await expectAsIfAbsent(session, ['PUT', `${at}/draft`, ratings], packet.packetId);
    const signed = await signedScorecard(session, packet, ratings.ratings);
    await expectAsIfAbsent(session, ['POST', `${at}/lock`, signed], packet.packetId);
    const queue = await session.call<ReviewQueue>('list', 'GET', '/api/review/queue');
    expect(queue).toEqual({ rows: [], next: null, left: 0, minutesLeft: 0 });
    const mine = await scene.people.reviewer.session.call<BlindPacket>('open', 'GET', at);
    expect([mine.draft.ratings, mine.locked]).toEqual([[], false]);
  });

  it('sees and changes nothing of an interview that somebody else rated', async () => {
    const { session } = others.reviewer;
    const at = `/api/interviews/${revealed.interviewId}`;
    await expectAsIfAbsent(session, ['GET', `${at}/reveal`], revealed.interviewId, 403, 'not-revealed');
    const revision = ask(session, 'POST', `${at}/revisions`, { ...reason, rating: 1 });
    expect((await revision).status).toBe(403);
    expect(await rowsOf(revealed.interviewId)).not.toHaveProperty('entry revised');
  });

  it('does not open with an interview’s id what only a packet’s id opens', async () => {
    const { session } = scene.people.reviewer;
    expectProblem(await ask(session, 'GET', `/api/review/packets/${revealed.interviewId}`), 404, 'not-found');
  });
});

describe('the secret of one candidate', () => {
  it('opens and submits nothing of another', async () => {
    const [mine, theirs] = [await scene.begun(), await scene.begun()];
    await theirs.portal.call('write', 'PUT', '/api/portal/answers/first/text', { text: 'Theirs.' });
    await expectAsIfAbsent(
      mine.portal,
      ['POST', `/api/interviews/${theirs.interviewId}/submit`, {}],
      theirs.interviewId,
    );
    const view = await mine.portal.call<PortalView>('look', 'GET', '/api/portal');
    expect(view.interviewId).toBe(mine.interviewId);
    expect(JSON.stringify(view)).not.toContain('Theirs.');
    for (const method of ['GET', 'POST']) {
      for (const part of ['reveal', 'decision', 'pack', 'revisions']) {
        const reply = await ask(
          mine.portal,
          method,
          `/api/interviews/${mine.interviewId}/${part}`,
          method === 'POST' ? decision : undefined,
        );
        expect([401, 404]).toContain(reply.status);
      }
    }
  });

  it('is no session of a colleague, and the other way round', async () => {
    const { secret } = await scene.begun();
    const asCookie = await fetch(`${stack.base}/api/session`, {
      headers: { cookie: `evenhand_session=${secret}` },
    });
    expect(asCookie.status).toBe(401);
    const both = await fetch(`${stack.base}/api/people`, {
      headers: { authorization: `Bearer ${secret}`, cookie: 'evenhand_session=' },
    });
    expect(both.status).toBe(401);
  });
});
