import { randomBytes, randomUUID } from 'node:crypto';

import pg from 'pg';

/*
 * Rows that integration tests start from, written as the owner. Each returns the ids it made.
 */

const anchors = ['none', 'little', 'some', 'much', 'all of it'];

/** A template with two questions, one criterion each. */
export const twoQuestions = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  introduction: 'Welcome.',
  closing: 'Thank you.',
  questions: ['first', 'second'].map((id) => ({
    id,
    text: `The ${id} question?`,
    kinds: ['video', 'audio', 'text'],
    preparationSeconds: null,
    answerSeconds: 120,
    retakes: 1,
    criteria: [{ id: 'clarity', name: 'Clarity', jobRelatedness: 'The job is explaining things.', anchors }],
  })),
  requiredScorecards: 2,
  revealRule: 'all-locked',
  hidesIdentity: true,
  windowHours: 72,
  ...change,
});

/** Opens the test database as its owner. */
export async function asOwner<T>(work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client(process.env['DATABASE_URL']);
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/** An account with roles; it cannot sign in. */
export async function account(owner: pg.Client, name: string, ...roles: string[]): Promise<string> {
  const id = randomUUID();
  await owner.query(
    `INSERT INTO people."user" (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, '-', now())`,
    [id, `${name}-${id.slice(0, 8)}@example.org`.toLowerCase(), name],
  );
  for (const role of roles) {
    await owner.query('INSERT INTO people.user_role (user_id, role) VALUES ($1, $2::people.role)', [
      id,
      role,
    ]);
  }
  return id;
}

/** An open requisition with a published template; members by duty. */
export async function openRequisition(
  owner: pg.Client,
  members: Record<'recruiter' | 'reviewer' | 'hiring_manager', string[]>,
  template = twoQuestions(),
): Promise<{ requisitionId: string; templateVersionId: string }> {
  const requisitionId = randomUUID();
  const templateVersionId = randomUUID();
  await owner.query(
    `INSERT INTO screening.requisition (id, title, status, contact_email, created_by, created_at, opened_at)
     VALUES ($1, 'Support agent', 'open', 'jobs@example.org', $1, now(), now())`,
    [requisitionId],
  );
  await owner.query(
    `INSERT INTO screening.template_version (id, requisition_id, number, content, content_hash, published_at, updated_at)
     VALUES ($1, $2, 1, $3, repeat('0', 64), now(), now())`,
    [templateVersionId, requisitionId, JSON.stringify(template)],
  );
  for (const [duty, people] of Object.entries(members)) {
    for (const person of people) {
      await owner.query('INSERT INTO screening.member VALUES ($1, $2, $3::screening.duty)', [
        requisitionId,
        person,
        duty,
      ]);
    }
  }
  return { requisitionId, templateVersionId };
}

/** A submitted interview of a new candidate. */
export async function submittedInterview(
  owner: pg.Client,
  { requisitionId, templateVersionId }: { requisitionId: string; templateVersionId: string },
): Promise<{ interviewId: string; candidateId: string }> {
  const [interviewId, candidateId, invitationId] = [randomUUID(), randomUUID(), randomUUID()];
  await owner.query(
    `INSERT INTO identity.candidate (id, email, name, created_at) VALUES ($1, $2, 'Robin Example', now())`,
    [candidateId, `${candidateId}@example.org`],
  );
  await owner.query(
    `INSERT INTO screening.invitation (id, requisition_id, candidate_id, token_hash, created_at, expires_at)
     VALUES ($1, $2, $3, $4, now(), now() + interval '3 days')`,
    [invitationId, requisitionId, candidateId, randomBytes(32).toString('hex')],
  );
  await owner.query(
    `INSERT INTO screening.interview (id, requisition_id, template_version_id, invitation_id, candidate_id, status, created_at, submitted_at)
     VALUES ($1, $2, $3, $4, $5, 'submitted', now(), now())`,
    [interviewId, requisitionId, templateVersionId, invitationId, candidateId],
  );
  return { interviewId, candidateId };
}

/** Makes an interview available and assigns required reviewers; returns their packet ids in order. */
export async function availableTo(
  owner: pg.Client,
  interview: { interviewId: string; requisitionId: string; templateVersionId: string },
  reviewers: readonly string[],
): Promise<string[]> {
  const { interviewId, requisitionId, templateVersionId } = interview;
  await owner.query(
    `INSERT INTO review.available_interview (interview_id, round, requisition_id, template_version_id, available_at)
     VALUES ($1, 1, $2, $3, now())`,
    [interviewId, requisitionId, templateVersionId],
  );
  await owner.query(
    `INSERT INTO review.exhibit (interview_id, question_id, text) VALUES ($1, 'first', 'My first answer'), ($1, 'second', 'My second answer')`,
    [interviewId],
  );
  const packets: string[] = [];
  for (const [place, reviewer] of reviewers.entries()) {
    const packet = randomUUID();
    await owner.query(
      `INSERT INTO review.assignment (packet_id, interview_id, round, requisition_id, reviewer_id, seat, place, assigned_at)
       VALUES ($1, $2, 1, $3, $4, 'required', $5, now())`,
      [packet, interviewId, requisitionId, reviewer, place],
    );
    packets.push(packet);
  }
  return packets;
}
