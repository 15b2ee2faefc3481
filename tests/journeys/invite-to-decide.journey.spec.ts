import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { BlindnessCertificate, EvidencePack, PortalView, ReviewQueue } from '@evenhand/contracts';
import { bytesOf, canonicalJson, judgePack, parseVerifierKey, readPack } from '@evenhand/ledger';

import { clipFile } from '../../apps/launcher/src/demo/answers.ts';
import { ApiSession, type StepReport } from '../../apps/launcher/src/journey/api-session.ts';
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
import { makeColleagues, type TestColleague } from './colleagues.ts';
import { startFakeOpenAi, type FakeOpenAi } from '../support/fake-openai-server.ts';
import { answerLikeAModel } from '../support/model-answers.ts';
import { asOwner, twoQuestions } from '../support/screening-rows.ts';
import { startStack, type Stack } from '../support/stack.ts';

jest.setTimeout(180_000);

const canary = 'zanzibar-heliotrope';
const clip = {
  bytes: readFileSync(clipFile('amara', 'difficult-customer', 'webm')),
  type: 'video/webm;codecs=vp8,opus',
  kind: 'video' as const,
};

let model: FakeOpenAi;
let stack: Stack;
const steps: StepReport[] = [];
const report = (step: StepReport): void => void steps.push(step);
let people: Record<'recruiter' | 'one' | 'two', TestColleague>;

beforeAll(async () => {
  model = await startFakeOpenAi();
  answerLikeAModel(model, 5, canary);
  stack = await startStack({
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: 'test',
    SPEECH_ENGINE: 'openai',
    SPEECH_MODEL: 'fake-speech',
    SUMMARY_MODEL: 'fake-model',
  });
  people = await makeColleagues(stack, { recruiter: 'recruiter', one: 'reviewer', two: 'reviewer' }, report);
});

afterAll(async () => {
  await stack?.stop();
  await model?.stop();
});

it('goes from invitation to decision: people judge first, the machine is opened after, the candidate is told', async () => {
  const recruiter = people.recruiter.session;
  const reviewers = [people.one.session, people.two.session];
  const requisition = await openRequisition(
    recruiter,
    { title: 'Support agent', contactEmail: 'jobs@example.org', template: twoQuestions() as never },
    {
      recruiter: [people.recruiter.id],
      reviewer: [people.one.id, people.two.id],
      hiring_manager: [],
    },
  );
  expect(requisition.templateHash).toMatch(/^[0-9a-f]{64}$/);
  const [secret = ''] = await invite(recruiter, requisition.id, [
    { name: 'Robin Example', email: 'robin@example.org' },
  ]);

  // The candidate: one spoken answer, one written.
  const portal = new ApiSession(stack.base, report, secret);
  await consent(portal, { transcription: true, aiAssessment: true });
  await recordAnswer(portal, 'first', clip);
  await portal.call('write an answer', 'PUT', '/api/portal/answers/second/text', {
    text: 'I wrote a guide that four colleagues used in the first week.',
  });
  const prepared = await recordingsReady(portal);
  expect(prepared.questions[0]?.takes[0]).toMatchObject({ status: 'prepared', flags: [] });
  const duration = prepared.questions[0]?.takes[0]?.durationMs ?? 0;
  expect(duration).toBeGreaterThan(26_000);
  expect(duration).toBeLessThan(31_000);
  const { interviewId } = await submit(portal, prepared.interviewId);
  expect(await submit(portal, interviewId)).toMatchObject({ interviewId });

  // Before reveal nobody gets anything the machine wrote.
  const hidden = await recruiter.send<{ code: string }>(
    'look too early',
    'GET',
    `/api/interviews/${interviewId}/reveal`,
    {},
  );
  expect([hidden.status, hidden.body.code]).toEqual([403, 'not-revealed']);

  for (const [index, reviewer] of reviewers.entries()) {
    const packet = await openNextPacket(reviewer);
    expect(packet.candidateName).toBeNull();
    expect(packet.answers.map((answer) => answer.questionId)).toEqual(['first', 'second']);
    const [first, second] = packet.answers;
    expect(first?.transcript.length).toBeGreaterThan(0);
    expect(second?.text).toContain('guide');
    const whole = JSON.stringify(packet);
    for (const secretWords of [canary, 'Robin', 'robin@example.org', interviewId])
      expect(whole).not.toContain(secretWords);
    await playsBack(first?.media?.url ?? '');

    const ratings = ratingsFor(packet, () => (index === 0 ? 3 : 4));
    await saveDraft(reviewer, packet.packetId, ratings.slice(0, 1));
    const early = await reviewer.send<{ code: string }>(
      'look too early',
      'GET',
      `/api/interviews/${interviewId}/reveal`,
      {},
    );
    expect(early.body.code).toBe('not-revealed');
    await lockScorecard(reviewer, packet.packetId, ratings);
  }

  const view = await revealed(recruiter, interviewId);
  expect(view).toMatchObject({
    candidateName: 'Robin Example',
    summary: { origin: 'model', model: 'fake-model' },
    medians: [{ rating: 3.5 }, { rating: 3.5 }],
  });
  expect(view.summary?.criteria.map((criterion) => criterion.score)).toEqual([5, 5]);
  expect(JSON.stringify(view.summary)).toContain(canary);
  expect((await revealed(people.one.session, interviewId)).candidateName).toBeNull();

  await people.one.session.call('revise', 'POST', `/api/interviews/${interviewId}/revisions`, {
    questionId: 'first',
    criterionId: 'clarity',
    rating: 4,
    reason: 'I had missed the second half.',
  });
  await decide(recruiter, interviewId, {
    outcome: 'advance',
    reasons: {
      criteria: [{ questionId: 'first', criterionId: 'clarity', reason: 'Explains it step by step.' }],
      summary: '',
    },
    message: 'We would like to talk.',
    conversationUrl: 'https://meet.example.org/robin',
  });

  const told = await portal.call<PortalView>('see the outcome', 'GET', '/api/portal');
  expect(told.outcome).toMatchObject({ outcome: 'advance' });
  expect(told.outcome?.message).toContain('https://meet.example.org/robin');

  const pack = await recruiter.call<EvidencePack>(
    'fetch the pack',
    'GET',
    `/api/interviews/${interviewId}/pack`,
  );
  const entries = pack.leaves.filter((leaf) => typeof leaf !== 'string');
  const types = entries.filter((leaf) => leaf['interview'] === interviewId).map((leaf) => leaf['type']);
  const order = [
    'submitted',
    'run-declared',
    'sealed',
    'available',
    'assigned',
    'opened',
    'rated',
    'locked',
    'released',
    'revised',
    'decided',
  ];
  expect(order.map((type) => types.indexOf(type))).toEqual(
    [...order.map((type) => types.indexOf(type))].sort((a, b) => a - b),
  );
  for (const type of order) expect(types).toContain(type);
  expect(await resultsOf(pack)).toEqual(new Set(['pass', 'not applicable', 'cannot tell']));

  const certificate = await recruiter.call<BlindnessCertificate>(
    'read the certificate',
    'GET',
    `/api/interviews/${interviewId}/certificate`,
  );
  expect(certificate).toMatchObject({ blind: true, doubts: [] });
  expect(certificate.lines.join(' ')).toContain('Unwitnessed');
  const whole = await recruiter.call<EvidencePack>(
    'fetch the pack of all',
    'GET',
    `/api/requisitions/${requisition.id}/pack`,
  );
  expect(await resultsOf(whole)).toEqual(new Set(['pass', 'cannot tell']));
});

it('leaves no trace of what the machine wrote outside the seal before reveal', async () => {
  const recruiter = people.recruiter.session;
  const { templateNumber, id } = await openRequisition(
    recruiter,
    { title: 'Sealed', contactEmail: 'jobs@example.org', template: twoQuestions() as never },
    {
      recruiter: [people.recruiter.id],
      reviewer: [people.one.id, people.two.id],
      hiring_manager: [],
    },
  );
  expect(templateNumber).toBe(1);
  const [secret = ''] = await invite(recruiter, id, [{ name: 'Kim Example', email: 'kim@example.org' }]);
  const portal = new ApiSession(stack.base, report, secret);
  const { interviewId } = await consent(portal, { transcription: true, aiAssessment: true });
  for (const question of ['first', 'second']) {
    await portal.call('write an answer', 'PUT', `/api/portal/answers/${question}/text`, {
      text: 'I asked what had happened and solved it.',
    });
  }
  await submit(portal, interviewId);
  await people.one.session.waitFor<ReviewQueue>('wait', '/api/review/queue', ({ body }) =>
    body.rows.some((row) => row.requisition === 'Sealed'),
  );

  const where = await asOwner(async (owner) => {
    const columns = await owner.query<{
      place: string;
      table_schema: string;
      table_name: string;
      column_name: string;
    }>(
      `SELECT table_schema, table_name, column_name, format('%I.%I', table_schema, table_name) AS place FROM information_schema.columns
       WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND is_generated = 'NEVER'`,
    );
    const hits: string[] = [];
    for (const { place, column_name } of columns.rows) {
      const sql = `SELECT count(*)::int AS n FROM ${place} WHERE "${column_name}"::text LIKE '%' || $1 || '%'`;
      const { rows } = await owner.query<{ n: number }>(sql, [canary]);
      if ((rows[0]?.n ?? 0) > 0) hits.push(`${place}.${column_name}: ${rows[0]?.n}`);
    }
    return hits;
  });
  // Only the revealed interview of the journey above may hold it.
  expect(where.sort()).toEqual(['review.opened_seal.payload: 1', 'review.reveal.summary: 1']);
  for (const program of ['api', 'worker', 'revealer'] as const)
    expect(stack.log(program)).not.toContain(canary);
});

/** What the verifier says of a pack to somebody who knows the log's key. */
async function resultsOf(pack: EvidencePack): Promise<Set<string>> {
  const [read, logKey] = [await readPack([bytesOf(canonicalJson(pack))]), parseVerifierKey(pack.logKey)];
  if (!read.ok || !logKey.ok) throw new Error('The pack cannot be read.');
  const claims = await judgePack(read.value, { logKey: logKey.value, witnessKeys: [] });
  expect(claims.filter(({ result }) => result === 'fail')).toEqual([]);
  return new Set(claims.map(({ result }) => result));
}

/** A reviewer's browser asks for ranges. */
async function playsBack(url: string): Promise<void> {
  const part = await fetch(new URL(url, stack.base), { headers: { range: 'bytes=0-99' } });
  expect(part.status).toBe(206);
  expect(part.headers.get('content-type')).toContain('video/webm');
  expect(
    Buffer.from(await part.arrayBuffer())
      .subarray(0, 4)
      .toString('hex'),
  ).toBe('1a45dfa3');
}
