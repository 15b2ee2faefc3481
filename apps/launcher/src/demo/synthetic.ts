import { createHash, createHmac } from 'node:crypto';

import canonicalize from 'canonicalize';
import pg from 'pg';

import { demoRequisition } from './answers.ts';
import { synthesise, type SyntheticCandidate } from './synthetic-candidates.ts';

const title = 'Warehouse operator (synthetic figures)';
const day = 86_400_000;

/**
 * A closed requisition of made-up candidates, for pages that need numbers. It is written straight into the database, is
 * marked synthetic there, and has no log entries: nobody did any of it.
 *
 * @param recruiterId sees it in the list
 * @param now milliseconds since the epoch
 */
export async function makeSyntheticRequisition(
  ownerUrl: string,
  recruiterId: string,
  now: number,
): Promise<void> {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  try {
    await client.query('BEGIN');
    await write(client, recruiterId, now);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

async function write(client: pg.Client, recruiterId: string, now: number): Promise<void> {
  const { description, contactEmail, template } = demoRequisition();
  const id = (kind: string, number = 0): string => syntheticId(`${kind} ${number}`);
  const requisition = id('requisition');
  const at = (daysAgo: number): string => new Date(now - daysAgo * day).toISOString();
  const insert = async (table: string, rows: readonly object[]): Promise<void> => {
    // Only the columns named, so that the others get their defaults.
    const columns = Object.keys(rows[0] ?? {}).join(', ');
    const from = `SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1)`;
    await client.query(`INSERT INTO ${table} (${columns}) ${from}`, [JSON.stringify(rows)]);
  };

  const reviewers = [0, 1].map((number) => ({
    id: id('reviewer', number),
    email: `synthetic-reviewer-${number}@demo.example`,
    name: `Synthetic reviewer ${number + 1}`,
    password_hash: 'none',
    failed_sign_ins: 0,
    disabled_at: at(0),
    created_at: at(60),
  }));
  await insert('people."user"', reviewers);
  await insert(
    'people.user_role',
    reviewers.map((one) => ({ user_id: one.id, role: 'reviewer' })),
  );
  const times = { created_at: at(60), opened_at: at(60), closed_at: at(20) };
  const about = {
    title,
    description: `Synthetic: nobody applied for this job. ${description}`,
    contact_email: contactEmail,
  };
  await insert('screening.requisition', [
    {
      id: requisition,
      ...about,
      status: 'closed',
      promised_days: 14,
      created_by: recruiterId,
      ...times,
      synthetic: true,
    },
  ]);
  await insert('screening.member', [
    { requisition_id: requisition, user_id: recruiterId, duty: 'recruiter' },
    ...reviewers.map((one) => ({ requisition_id: requisition, user_id: one.id, duty: 'reviewer' })),
  ]);
  const content_hash = createHash('sha256')
    .update(canonicalize(template) ?? '')
    .digest('hex');
  const version = {
    id: id('template'),
    requisition_id: requisition,
    number: 1,
    content: template,
    content_hash,
  };
  await insert('screening.template_version', [{ ...version, published_at: at(60), updated_at: at(60) }]);

  const everybody = synthesise(600);
  const keys = template.questions.flatMap((question) =>
    question.criteria.map((one) => ({ questionId: question.id, criterionId: one.id })),
  );
  const interviewOf = (one: SyntheticCandidate) => ({ interview_id: id('interview', one.number), round: 1 });
  const submitted = everybody.filter((one) => one.submitted);
  await insert(
    'identity.candidate',
    everybody.map(({ number }) => ({
      id: id('candidate', number),
      email: `synthetic-${number}@demo.example`,
      name: `Synthetic candidate ${number}`,
      language: 'en',
      created_at: at(59),
    })),
  );
  await insert(
    'screening.invitation',
    everybody.map(({ number }) => ({
      id: id('invitation', number),
      requisition_id: requisition,
      candidate_id: id('candidate', number),
      token_hash: createHash('sha256')
        .update(syntheticId(`token ${number}`))
        .digest('hex'),
      created_at: at(59),
      expires_at: at(45),
    })),
  );
  await insert(
    'screening.interview',
    everybody.map(({ number, started, submitted: done }) => ({
      id: id('interview', number),
      requisition_id: requisition,
      template_version_id: version.id,
      invitation_id: id('invitation', number),
      candidate_id: id('candidate', number),
      status: done ? 'submitted' : started ? 'in_progress' : 'invited',
      created_at: at(59),
      started_at: started ? at(55) : null,
      submitted_at: done ? at(50) : null,
    })),
  );
  await insert(
    'selfid.self_identification',
    submitted.flatMap((one) =>
      one.groups === null
        ? []
        : [
            {
              interview_id: interviewOf(one).interview_id,
              requisition_id: requisition,
              answers: one.groups,
              created_at: at(50),
            },
          ],
    ),
  );
  await insert(
    'review.available_interview',
    submitted.map((one) => ({
      ...interviewOf(one),
      requisition_id: requisition,
      template_version_id: version.id,
      available_at: at(49),
    })),
  );
  const seats = submitted.flatMap((one) =>
    reviewers.map((reviewer, index) => ({
      one,
      reviewer,
      index,
      packet_id: id(`packet ${index}`, one.number),
    })),
  );
  await insert(
    'review.assignment',
    seats.map(({ one, reviewer, packet_id }) => ({
      ...interviewOf(one),
      packet_id,
      requisition_id: requisition,
      reviewer_id: reviewer.id,
      seat: 'required',
      place: one.number,
      assigned_at: at(49),
      opened_at: at(45),
    })),
  );
  await insert(
    'review.scorecard',
    seats.map(({ one, reviewer, index, packet_id }) => {
      const ratings = keys.map((key, at_) => ({ ...key, rating: one.ratings[index]?.[at_] ?? null }));
      const salt = createHash('sha256').update(packet_id).digest();
      const text = canonicalize({ ratings }) ?? '';
      const digest = createHmac('sha256', salt).update(`evenhand/scorecard/v1\0${text}`).digest('hex');
      const card = {
        ...interviewOf(one),
        packet_id,
        reviewer_id: reviewer.id,
        seat: 'required',
        content: { ratings },
      };
      return { ...card, salt: `\\x${salt.toString('hex')}`, digest, rated_at: at(44) };
    }),
  );
  await insert(
    'review.lock',
    submitted.map((one) => ({
      ...interviewOf(one),
      medians: keys.map((key, index) => ({ ...key, rating: one.medians[index] ?? null })),
      locked_at: at(44),
    })),
  );
  await insert(
    'review.reveal',
    submitted.map((one) => ({ ...interviewOf(one), summary: summaryOf(one, keys), revealed_at: at(44) })),
  );
  await insert(
    'review.decision',
    submitted.map((one) => ({
      id: id('decision', one.number),
      interview_id: interviewOf(one).interview_id,
      decided_by: recruiterId,
      outcome: one.advanced ? 'advance' : 'decline',
      reasons: { criteria: [{ ...keys[0], reason: 'Synthetic.' }], summary: '' },
      salt: '\\x00',
      decided_at: at(30),
    })),
  );
}

/** The made-up AI output: scores only, no quotes, since there are no words. */
function summaryOf(
  one: SyntheticCandidate,
  keys: readonly { questionId: string; criterionId: string }[],
): object | null {
  if (one.aiScores === null) return null;
  const criteria = keys.map((key, index) => {
    const score = one.aiScores?.[index] ?? null;
    return {
      ...key,
      score,
      abstention: score === null ? 'insufficient-evidence' : null,
      statement: '',
      quotes: [],
    };
  });
  return { v: 1, kind: 'summary', origin: 'authored', model: null, prompt: null, criteria };
}

/** The same id for the same thing every time: a UUID of version 8 from a digest. */
function syntheticId(name: string): string {
  const hex = createHash('sha256').update(`evenhand synthetic ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
