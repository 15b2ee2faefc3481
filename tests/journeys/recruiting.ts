import { ApiSession } from '../../apps/launcher/src/journey/api-session.ts';
import { consent } from '../../apps/launcher/src/journey/candidate.ts';
import { invite, openRequisition } from '../../apps/launcher/src/journey/colleague.ts';
import { asOwner, twoQuestions } from '../support/screening-rows.ts';
import type { Stack } from '../support/stack.ts';
import { makeColleagues, type TestColleague } from './colleagues.ts';

/** An open requisition with a recruiter and two reviewers, and candidates invited to it. */
export interface Recruiting {
  readonly people: Record<'recruiter' | 'one' | 'two', TestColleague>;
  readonly requisitionId: string;
  /** Somebody new, with a personal link. */
  invited(): Promise<InvitedPerson>;
  /** Somebody new who has agreed to everything. */
  agreed(): Promise<InvitedPerson>;
}

export interface InvitedPerson {
  readonly secret: string;
  readonly portal: ApiSession;
  readonly interviewId: string;
}

const silently = (): void => undefined;

/** Sets an empty system up as far as candidates can come. */
export async function startRecruiting(stack: Stack): Promise<Recruiting> {
  const people = await makeColleagues(stack, { recruiter: 'recruiter', one: 'reviewer', two: 'reviewer' });
  const { id: requisitionId } = await openRequisition(
    people.recruiter.session,
    { title: 'Support agent', contactEmail: 'jobs@example.org', template: twoQuestions() as never },
    { recruiter: [people.recruiter.id], reviewer: [people.one.id, people.two.id], hiring_manager: [] },
  );
  let count = 0;
  const invited = async (): Promise<InvitedPerson> => {
    count += 1;
    const person = { name: `Robin ${count}`, email: `robin${count}@example.org` };
    const [secret = ''] = await invite(people.recruiter.session, requisitionId, [person]);
    const portal = new ApiSession(stack.base, silently, secret);
    const { interviewId } = await portal.call<{ interviewId: string }>('look', 'GET', '/api/portal');
    return { secret, portal, interviewId };
  };
  const agreed = async (): Promise<InvitedPerson> => {
    const person = await invited();
    await consent(person.portal, { transcription: true, aiAssessment: true });
    return person;
  };
  return { people, requisitionId, invited, agreed };
}

/** Answers in writing and submits: what every candidate must still be able to do after anything that went wrong. */
export async function finishInWriting(
  { portal, interviewId }: InvitedPerson,
  questions: readonly string[] = ['first', 'second'],
): Promise<{ submittedAt: string }> {
  for (const question of questions) {
    await portal.call('write an answer', 'PUT', `/api/portal/answers/${question}/text`, {
      text: 'I asked what had happened.',
    });
  }
  return portal.call<{ submittedAt: string }>('submit', 'POST', `/api/interviews/${interviewId}/submit`, {});
}

/** How many rows there are of everything a candidate leaves, and of log entries by type. */
export async function rowsOf(interviewId: string): Promise<Record<string, number>> {
  return asOwner(async (owner) => {
    const { rows } = await owner.query<{ what: string; n: number }>(
      `SELECT 'answers' AS what, count(*)::int AS n FROM screening.answer WHERE interview_id = $1
       UNION ALL SELECT 'takes', count(*)::int FROM screening.take t JOIN screening.answer a ON a.id = t.answer_id WHERE a.interview_id = $1
       UNION ALL SELECT 'consents', count(*)::int FROM consent.consent WHERE interview_id = $1
       UNION ALL SELECT 'submissions', count(*)::int FROM consent.submission WHERE interview_id = $1
       UNION ALL SELECT 'seal steps', count(*)::int FROM jobs.step WHERE subject = $1 AND stage = 'seal'
       UNION ALL SELECT 'entry ' || type, count(*)::int FROM ledger.pending WHERE entry::jsonb ->> 'interview' = $1::text GROUP BY type`,
      [interviewId],
    );
    return Object.fromEntries(rows.filter(({ n }) => n > 0).map(({ what, n }) => [what, n]));
  });
}
