import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type {
  DeadLetters,
  ErasureCertificate,
  ErasureView,
  PortalView,
  ReviewQueue,
} from '@evenhand/contracts';

import { clipFile } from '../../apps/launcher/src/demo/answers.ts';
import { ApiSession, jsonBody } from '../../apps/launcher/src/journey/api-session.ts';
import { consent, recordAnswer, recordingsReady, submit } from '../../apps/launcher/src/journey/candidate.ts';
import {
  decide,
  invite,
  lockScorecard,
  openNextPacket,
  openRequisition,
  ratingsFor,
  revealed,
  saveDraft,
} from '../../apps/launcher/src/journey/colleague.ts';
import { startFakeOpenAi, type FakeOpenAi } from '../support/fake-openai-server.ts';
import { answerLikeAModel } from '../support/model-answers.ts';
import { asOwner, twoQuestions } from '../support/screening-rows.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { makeColleagues, type TestColleague } from './colleagues.ts';
import { expectProblem } from './problems.ts';

jest.setTimeout(180_000);

/** Words that stand wherever something is said by or about the candidate. */
const canary = 'zanzibar-heliotrope';
const clip = {
  bytes: readFileSync(clipFile('amara', 'difficult-customer', 'webm')),
  type: 'video/webm;codecs=vp8,opus',
  kind: 'video' as const,
};

let model: FakeOpenAi;
let stack: Stack;
let people: Record<'recruiter' | 'one' | 'chief', TestColleague>;
let requisitionId: string;

beforeAll(async () => {
  model = await startFakeOpenAi();
  answerLikeAModel(model, 5, canary);
  const spoken = [
    `I asked the ${canary} customer what had happened.`,
    'She told me about a parcel that never came, and I wrote every step of it down.',
    'Then I called the driver, found the parcel in the wrong depot and had it sent out again.',
    'In the evening I rang her once more to make sure that it had arrived.',
  ];
  model.answer('transcriptions', { text: spoken.join(' ') });
  stack = await startStack({
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: 'test',
    SPEECH_ENGINE: 'openai',
    SPEECH_MODEL: 'fake-speech',
    SUMMARY_MODEL: 'fake-model',
  });
  people = await makeColleagues(stack, { recruiter: 'recruiter', one: 'reviewer', chief: 'administrator' });
  const template = twoQuestions({ requiredScorecards: 1, hidesIdentity: false }) as never;
  const requisition = await openRequisition(
    people.recruiter.session,
    { title: 'Support agent', contactEmail: 'jobs@example.org', template },
    { recruiter: [people.recruiter.id], reviewer: [people.one.id], hiring_manager: [] },
  );
  requisitionId = requisition.id;
});

afterAll(async () => {
  await stack?.stop();
  await model?.stop();
});

interface Candidate {
  readonly portal: ApiSession;
  readonly interviewId: string;
}

async function answered(name: string): Promise<Candidate> {
  const candidate = { name: `${name} ${canary}`, email: `${name.toLowerCase()}@${canary}.example` };
  const [secret = ''] = await invite(people.recruiter.session, requisitionId, [candidate]);
  const portal = new ApiSession(stack.base, () => undefined, secret);
  await consent(portal, { transcription: true, aiAssessment: true });
  await recordAnswer(portal, 'first', clip);
  const text = { text: `I wrote a ${canary} guide.` };
  await portal.call('write', 'PUT', '/api/portal/answers/second/text', text);
  await portal.call('add', 'PUT', '/api/portal/clarification', { text: `About ${canary}.` });
  const { interviewId } = await recordingsReady(portal);
  await submit(portal, interviewId);
  return { portal, interviewId };
}

const erased = (portal: ApiSession): Promise<ErasureView> =>
  portal.waitFor<ErasureView>(
    'wait for the erasure',
    '/api/portal/erasure',
    ({ status, body }) => status === 200 && body.state === 'done',
    60_000,
  );

/** Every place in the database where the words still stand, table and column. */
const placesOf = (words: string): Promise<string[]> =>
  asOwner(async (owner) => {
    const { rows } = await owner.query<{ schema: string; name: string }>(
      `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    const places: string[] = [];
    for (const { schema, name } of rows) {
      const found = await owner.query(
        `SELECT 1 FROM "${schema}"."${name}" row WHERE to_jsonb(row)::text ILIKE '%' || $1 || '%' LIMIT 1`,
        [words],
      );
      if (found.rowCount) places.push(`${schema}.${name}`);
    }
    return places.sort();
  });

const storedFiles = (): string[] =>
  readdirSync(path.join(stack.folder, 'storage'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

it('removes everything said by and about a candidate after the decision, and leaves a certificate', async () => {
  const { portal, interviewId } = await answered('Robin');
  const reviewer = people.one.session;
  const packet = await openNextPacket(reviewer);
  const ratings = ratingsFor(packet, () => 4);
  await saveDraft(reviewer, packet.packetId, ratings.slice(0, 1));
  await lockScorecard(
    reviewer,
    packet.packetId,
    ratings.map((rating) => ({ ...rating, note: `Said ${canary}.` })),
  );
  await revealed(people.recruiter.session, interviewId);
  await decide(people.recruiter.session, interviewId, {
    outcome: 'advance',
    reasons: {
      criteria: [{ questionId: 'first', criterionId: 'clarity', reason: `Clear about ${canary}.` }],
      summary: '',
    },
    message: `Well said, ${canary}.`,
    conversationUrl: 'https://meet.example.org/robin',
  });
  expect(await placesOf(canary)).toEqual(
    expect.arrayContaining([
      'identity.candidate',
      'identity.mail',
      'review.reveal',
      'review.scorecard',
      'screening.outcome',
      'screening.transcript',
    ]),
  );
  expect(storedFiles().length).toBeGreaterThan(2);

  const early = await portal.send('certificate', 'GET', '/api/portal/erasure/certificate', {});
  expectProblem(early, 409, 'not-erased');
  const unsure = await portal.send('erase', 'POST', '/api/portal/erasure', jsonBody({ understood: false }));
  expectProblem(unsure, 400, 'invalid-input');
  await portal.call('erase', 'POST', '/api/portal/erasure', { understood: true });
  await portal.call('erase again', 'POST', '/api/portal/erasure', { understood: true });
  await erased(portal);

  expect(await placesOf(canary)).toEqual([]);
  expect(storedFiles()).toEqual([]);
  // What may still name the interview: random ids without a word about anybody.
  const named = await placesOf(interviewId);
  expect(named.filter((place) => !place.startsWith('queue.'))).toEqual([
    'consent.consent',
    'consent.erasure',
    'jobs.ai_call',
    'jobs.step',
    'ledger.pending',
    'review.assignment',
    'screening.interview',
  ]);
  const certificate = await portal.call<ErasureCertificate>(
    'certificate',
    'GET',
    '/api/portal/erasure/certificate',
  );
  expect(certificate.removed).toMatchObject({
    answers: 2,
    recordings: 1,
    transcripts: 2,
    summaries: 1,
    scorecards: 1,
    decisions: 1,
    person: true,
  });
  const view = await portal.call<PortalView>('look', 'GET', '/api/portal');
  expect(view).toMatchObject({ status: 'withdrawn', outcome: null });
  expect(await entriesOf(interviewId)).toEqual(expect.arrayContaining(['decided', 'erased']));
});

it('takes the interview from reviewers who have it, and survives a worker that dies in between', async () => {
  const { portal, interviewId } = await answered('Kim');
  const reviewer = people.one.session;
  const packet = await openNextPacket(reviewer);
  await saveDraft(reviewer, packet.packetId, ratingsFor(packet, () => 2).slice(0, 1));

  await stack.kill('worker');
  expect(await portal.call('erase', 'POST', '/api/portal/erasure', { understood: true })).toMatchObject({
    state: 'requested',
  });
  await stack.start('worker');
  await erased(portal);

  const gone = await reviewer.send('open', 'GET', `/api/review/packets/${packet.packetId}`, {});
  expect(gone.status).toBe(404);
  const queue = await reviewer.call<ReviewQueue>('queue', 'GET', '/api/review/queue');
  expect(queue.rows.map(({ packetId }) => packetId)).not.toContain(packet.packetId);
  expect(await placesOf(canary)).toEqual([]);
  expect(await entriesOf(interviewId)).toEqual(expect.arrayContaining(['unassigned', 'erased']));
  const { rows } = await people.chief.session.call<DeadLetters>('letters', 'GET', '/api/dead-letters');
  expect(rows).toEqual([]);
});

const entriesOf = (interviewId: string): Promise<string[]> =>
  asOwner(async (owner) => {
    const { rows } = await owner.query<{ type: string }>(
      `SELECT type FROM ledger.pending WHERE entry::jsonb ->> 'interview' = $1 ORDER BY position`,
      [interviewId],
    );
    return rows.map(({ type }) => type);
  });
