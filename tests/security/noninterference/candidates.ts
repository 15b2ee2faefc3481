import { readFileSync } from 'node:fs';

import type pg from 'pg';

import type { OwnAccommodations } from '@evenhand/contracts';

import { clipFile } from '../../../apps/launcher/src/demo/answers.ts';
import type { ApiSession } from '../../../apps/launcher/src/journey/api-session.ts';
import { recordAnswer } from '../../../apps/launcher/src/journey/candidate.ts';
import type { CandidateName } from './scenario.ts';

const clip = {
  bytes: new Uint8Array(readFileSync(clipFile('david', 'difficult-customer', 'webm'))),
  type: 'video/webm',
  kind: 'video' as const,
};

/** Robin records, the others write. It is the same in every run. */
export async function writeAnswers(name: CandidateName, portal: ApiSession): Promise<void> {
  const write = (question: string, text: string): Promise<unknown> =>
    portal.call('write', 'PUT', `/api/portal/answers/${question}/text`, { text });
  if (name === 'robin') await recordAnswer(portal, 'first', clip);
  else await write('first', `I am ${name}. I explained it to the customer.`);
  await write('second', 'I wrote a guide. It was read.');
  await portal.call('add', 'PUT', '/api/portal/clarification', { text: 'I had a cold.' });
}

/** What is granted at once, and what an officer grants. */
const wishes = [
  { dial: 'answer-time', times: 2 },
  { dial: 'extra-takes', takes: 3 },
];

/**
 * A candidate asks for accommodations and gets them, which nobody who rates or decides may notice.
 *
 * @param byPeopleAlone whether also that no model may run
 */
export async function accommodate(
  portal: ApiSession,
  officer: ApiSession,
  byPeopleAlone: boolean,
): Promise<void> {
  const asked = byPeopleAlone ? [...wishes, { dial: 'human-only' }] : wishes;
  const own = '/api/portal/accommodations';
  await portal.call('ask', 'POST', own, { wishes: asked, note: 'I read slowly.' });
  const { requests } = await portal.call<OwnAccommodations>('look', 'GET', own);
  for (const { id, status, wishes: grants } of requests) {
    if (status !== 'pending') continue;
    const decision = { grants, reply: 'Take the time you need.' };
    await officer.call('grant', 'POST', `/api/accommodations/${id}/decision`, decision);
  }
  const granted = (await portal.call<OwnAccommodations>('look', 'GET', own)).requests.flatMap(
    (one) => one.granted,
  );
  if (granted.length !== asked.length) throw new Error('Not everything that was asked for was granted.');
}

/** What a candidate says of themselves, for the audit alone. */
export async function identify(owner: pg.Client, interviewId: string): Promise<void> {
  await owner.query(
    `INSERT INTO selfid.self_identification (interview_id, requisition_id, answers, created_at)
     SELECT id, requisition_id, '{"gender": "woman"}', created_at FROM screening.interview WHERE id = $1`,
    [interviewId],
  );
}
