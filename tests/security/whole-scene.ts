import { setTimeout as wait } from 'node:timers/promises';

import { roles, type BlindPacket, type ReviewQueue, type Role } from '@evenhand/contracts';

import { ApiSession } from '../../apps/launcher/src/journey/api-session.ts';
import { consent, submit } from '../../apps/launcher/src/journey/candidate.ts';
import {
  invite,
  lockScorecard,
  openNextPacket,
  openRequisition,
  ratingsFor,
  signedIn,
} from '../../apps/launcher/src/journey/colleague.ts';
import { makeColleagues, testPassword, type TestColleague } from '../journeys/colleagues.ts';
import { twoQuestions } from '../support/screening-rows.ts';
import type { Stack } from '../support/stack.ts';

/** Somebody who was invited, with the secret of the personal link. */
export interface SceneCandidate {
  readonly secret: string;
  readonly portal: ApiSession;
  readonly interviewId: string;
}

/** One colleague of each role, and a requisition of theirs with interviews that have come as far as they can. */
export interface WholeScene {
  readonly people: Record<Role, TestColleague>;
  readonly requisitionId: string;
  /** Somebody new who has agreed and begun. */
  begun(): Promise<SceneCandidate>;
  /** Somebody new who has submitted, everything in writing. */
  submitted(): Promise<SceneCandidate>;
  /** Has the reviewer lock what there is until this interview is revealed. */
  reviewed(candidate: SceneCandidate): Promise<void>;
  /** The reviewer's next packet, opened. */
  nextPacket(): Promise<BlindPacket>;
}

const silently = (): void => undefined;

/** Sets an empty system up. */
export async function makeWholeScene(stack: Stack): Promise<WholeScene> {
  const wanted = Object.fromEntries(roles.map((role) => [role, role])) as Record<Role, string>;
  const people = await makeColleagues<Role>(stack, wanted);
  const recruiter = people.recruiter.session;
  const template = twoQuestions({ requiredScorecards: 1 });
  const requisition = await openRequisition(
    recruiter,
    { title: 'Support agent', contactEmail: 'jobs@example.org', template: template as never },
    {
      recruiter: [people.recruiter.id],
      reviewer: [people.reviewer.id],
      hiring_manager: [people.hiring_manager.id],
    },
  );
  let count = 0;

  const begun = async (): Promise<SceneCandidate> => {
    count += 1;
    const person = { name: `Robin ${count}`, email: `robin${count}@example.org` };
    const [secret = ''] = await invite(recruiter, requisition.id, [person]);
    const portal = new ApiSession(stack.base, silently, secret);
    const { interviewId } = await consent(portal, { transcription: true, aiAssessment: true });
    return { secret, portal, interviewId };
  };
  const submitted = async (): Promise<SceneCandidate> => {
    const candidate = await begun();
    for (const question of ['first', 'second']) {
      await candidate.portal.call('write', 'PUT', `/api/portal/answers/${question}/text`, {
        text: `The answer of ${count}.`,
      });
    }
    await submit(candidate.portal, candidate.interviewId);
    return candidate;
  };
  const nextPacket = (): Promise<BlindPacket> => openNextPacket(people.reviewer.session);
  const reviewed = async ({ interviewId }: SceneCandidate): Promise<void> => {
    const { session } = people.reviewer;
    const until = Date.now() + 60_000;
    // The queue is in random order: whatever comes is locked until the one that is meant is revealed.
    while (
      (await recruiter.send('look', 'GET', `/api/interviews/${interviewId}/reveal`, {})).status !== 200
    ) {
      if (Date.now() > until) throw new Error('It was not revealed within a minute.');
      const { rows } = await session.call<ReviewQueue>('list', 'GET', '/api/review/queue');
      for (const { packetId } of rows) {
        const packet = await session.call<BlindPacket>('open', 'GET', `/api/review/packets/${packetId}`);
        await lockScorecard(
          session,
          packetId,
          ratingsFor(packet, () => 3),
        );
      }
      await wait(250);
    }
  };
  return { people, requisitionId: requisition.id, begun, submitted, nextPacket, reviewed };
}

/** Another colleague of a role, who belongs to nothing yet. */
export async function anotherColleague(stack: Stack, scene: WholeScene, role: Role): Promise<TestColleague> {
  const email = `another-${role}@example.org`;
  const person = { email, name: 'Another', password: testPassword, roles: [role] };
  const admin = scene.people.administrator.session;
  const { id } = await admin.call<{ id: string }>('add a person', 'POST', '/api/people', person);
  return { id, email, session: await signedIn(stack.base, silently, { email, password: testPassword }) };
}

/** A cookie of somebody's own new session. */
export async function newCookie(stack: Stack, email: string, address: string): Promise<string> {
  const answer = await fetch(`${stack.base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify({ email, password: testPassword }),
  });
  return answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
}
