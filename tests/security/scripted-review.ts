import { readFileSync } from 'node:fs';

import type { BlindPacket, ReviewQueue } from '@evenhand/contracts';
import type { RevealView } from '@evenhand/contracts-verdict';

import { clipFile } from '../../apps/launcher/src/demo/answers.ts';
import { ApiSession } from '../../apps/launcher/src/journey/api-session.ts';
import { consent, recordAnswer, recordingsReady, submit } from '../../apps/launcher/src/journey/candidate.ts';
import {
  invite,
  lockScorecard,
  openRequisition,
  ratingsFor,
  revealed,
  signedIn,
  signedScorecard,
} from '../../apps/launcher/src/journey/colleague.ts';
import { testPassword, type TestColleague } from '../journeys/colleagues.ts';
import { twoQuestions } from '../support/screening-rows.ts';
import type { Stack } from '../support/stack.ts';

/** One answer of the system, as somebody who must not know anything of the machine received it. */
export interface Received {
  readonly step: string;
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

/** What differs between two runs: nothing of it may be seen before reveal. */
export interface Difference {
  /** One letter, in everybody's address. */
  readonly run: string;
  readonly aiAssessment: boolean;
}

const clip = {
  bytes: readFileSync(clipFile('david', 'difficult-customer', 'webm')),
  type: 'video/webm',
  kind: 'video' as const,
};
const silently = (): void => undefined;

/**
 * The same review every time: one candidate, two reviewers, a recruiter and a hiring manager who look at everything they can
 * reach at every point, up to the moment before the last scorecard is locked.
 *
 * @param addColleague makes an account and returns its id
 */
export async function scriptedReview(
  stack: Stack,
  addColleague: (name: string, role: string) => Promise<string>,
  { run, aiAssessment }: Difference,
): Promise<{ received: Received[]; reveal: RevealView }> {
  const received: Received[] = [];
  const colleague = async (name: string, role: string): Promise<TestColleague> => {
    const email = `${name}-${run}@example.org`;
    const id = await addColleague(`${name}-${run}`, role);
    return { id, email, session: await signedIn(stack.base, silently, { email, password: testPassword }) };
  };
  const recruiter = await colleague('recruiter', 'recruiter');
  const manager = await colleague('manager', 'hiring_manager');
  const [one, two] = [await colleague('one', 'reviewer'), await colleague('two', 'reviewer')];
  const everybody = { recruiter, manager, one, two };

  const get = async (
    who: keyof typeof everybody,
    what: string,
    path: string,
    more: RequestInit = {},
    method = 'GET',
  ) => {
    const step = `${who} ${what}`;
    const answer = await everybody[who].session.send<unknown>(step, method, path, more);
    // A recording carries random marks of the program that wrote it: its length stands in the headers.
    const body = isBinary(path) && answer.status < 400 ? 'bytes' : JSON.stringify(answer.body);
    received.push({ step, status: answer.status, headers: headersOf(answer.headers), body: normal(body) });
    return answer.body;
  };
  const send = (who: keyof typeof everybody, what: string, method: string, path: string, body: object) =>
    get(
      who,
      what,
      path,
      { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      method,
    );

  const requisition = await openRequisition(
    recruiter.session,
    { title: 'Support agent', contactEmail: 'jobs@example.org', template: twoQuestions() as never },
    { recruiter: [recruiter.id], reviewer: [one.id, two.id], hiring_manager: [manager.id] },
  );
  const candidate = { name: 'Robin Example', email: `robin-${run}@example.org` };
  const [secret = ''] = await invite(recruiter.session, requisition.id, [candidate]);
  const portal = new ApiSession(stack.base, silently, secret);

  const lookAtProgress = async (when: string): Promise<void> => {
    const at = `/api/requisitions/${requisition.id}`;
    for (const who of ['recruiter', 'manager'] as const) {
      await get(who, `requisitions ${when}`, '/api/requisitions');
      await get(who, `requisition ${when}`, at);
      await get(who, `interviews ${when}`, `${at}/interviews`);
    }
    await get('recruiter', `outbox ${when}`, '/api/outbox');
    await get('recruiter', `health ${when}`, '/api/health/ready');
  };
  const tryDoors = async (when: string, interviewId: string): Promise<void> => {
    const at = `/api/interviews/${interviewId}`;
    const key = { questionId: 'first', criterionId: 'clarity' };
    for (const who of ['recruiter', 'manager', 'one', 'two'] as const) {
      await get(who, `reveal ${when}`, `${at}/reveal`);
      await get(who, `pack ${when}`, `${at}/pack`);
      await send(who, `revise ${when}`, 'POST', `${at}/revisions`, { ...key, rating: 1, reason: 'Early.' });
      await send(who, `decide ${when}`, 'POST', `${at}/decision`, {
        outcome: 'decline',
        reasons: { criteria: [{ ...key, reason: 'Early.' }] },
        message: 'No.',
      });
    }
  };
  const lookAtQueues = async (when: string): Promise<void> => {
    for (const who of ['one', 'two'] as const) {
      for (const state of ['open', 'locked', 'revealed']) {
        await get(who, `queue ${state} ${when}`, `/api/review/queue?state=${state}`);
      }
    }
  };

  await lookAtProgress('before');
  await consent(portal, { transcription: true, aiAssessment });
  await lookAtProgress('while it is recorded');
  await recordAnswer(portal, 'first', clip);
  await portal.call('write', 'PUT', '/api/portal/answers/second/text', { text: 'I wrote a guide.' });
  await portal.call('add', 'PUT', '/api/portal/clarification', { text: 'I had a cold.' });
  const { interviewId } = await recordingsReady(portal);
  await submit(portal, interviewId);
  await lookAtProgress('after submission');
  await tryDoors('after submission', interviewId);

  for (const { session } of [one, two]) {
    await session.waitFor<ReviewQueue>('wait', '/api/review/queue', ({ body }) => body.rows.length > 0);
  }
  await lookAtQueues('when it is there');
  await lookAtProgress('when it is there');
  for (const who of ['one', 'two'] as const) {
    const { rows } = await everybody[who].session.call<ReviewQueue>('list', 'GET', '/api/review/queue');
    const at = `/api/review/packets/${rows[0]?.packetId}`;
    const packet = (await get(who, 'packet', at)) as BlindPacket;
    const media = packet.answers[0]?.media;
    await get(who, 'recording', media?.url ?? '', { headers: { range: 'bytes=0-999' } });
    await get(who, 'recording whole', media?.url ?? '');
    await get(who, 'poster', media?.posterUrl ?? '');
    const ratings = ratingsFor(packet, () => (who === 'one' ? 3 : 4));
    await send(who, 'draft', 'PUT', `${at}/draft`, { ratings: ratings.slice(0, 1) });
    await get(who, 'packet with a draft', at);
    await lookAtQueues(`while ${who} rates`);
    if (who === 'one') {
      const signed = await signedScorecard(everybody[who].session, packet, ratings);
      await send(who, 'lock', 'POST', `${at}/lock`, signed);
      await get(who, 'packet when locked', at);
      await lookAtQueues('after the first lock');
      await lookAtProgress('after the first lock');
    }
    await tryDoors(`after ${who}`, interviewId);
    if (who === 'two') await lockScorecard(everybody.two.session, packet.packetId, ratings);
  }
  return { received, reveal: await revealed(recruiter.session, interviewId) };
}

const isBinary = (path: string): boolean => path.startsWith('/api/media/');

/** Headers as they came, save those that name the moment and the request. */
function headersOf(headers: Headers): string {
  return [...headers]
    .filter(([name]) => name !== 'date')
    .map(([name, value]) => `${name}: ${name === 'x-request-id' ? value.length : value}`)
    .sort()
    .join('\n');
}

/**
 * The body with what must differ replaced by its shape: ids, numbered in the order they appear, so that equal ones stay
 * equal; moments; addresses of recordings, by their length; and the letter of the run.
 */
function normal(body: string): string {
  const ids: string[] = [];
  return body
    .replace(
      /\/api\/media\/([\w-]+)\.([\w-]+)/g,
      (_, payload: string, signature: string) => `media ${payload.length}.${signature.length}`,
    )
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
      if (!ids.includes(id)) ids.push(id);
      return `id ${ids.indexOf(id)}`;
    })
    .replace(/"root":"[0-9a-f]{64}"/g, '"root":"of the log"')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'moment')
    .replace(/-[a-z]@example\.org/g, '@example.org');
}
