import { randomUUID } from 'node:crypto';

import type pg from 'pg';

/**
 * Submitted interviews whose answers are prepared and wait for their transcripts, in a few statements however many there
 * are. Their steps are due in a year: the benchmark says when it begins.
 */
export async function fillPipeline(
  owner: pg.Client,
  { interviews, answers, audioKey }: { interviews: number; answers: number; audioKey: string },
): Promise<void> {
  const anchors = ['none', 'little', 'some', 'much', 'all of it'];
  const questions = Array.from({ length: answers }, (_, n) => ({
    id: `q${n}`,
    text: `Question ${n}?`,
    kinds: ['audio'],
    preparationSeconds: null,
    answerSeconds: 120,
    retakes: 0,
    criteria: [{ id: 'clarity', name: 'Clarity', jobRelatedness: 'The job is explaining things.', anchors }],
  }));
  const template = {
    introduction: 'Welcome.',
    closing: 'Thank you.',
    questions,
    requiredScorecards: 1,
    revealRule: 'all-locked',
    hidesIdentity: true,
    windowHours: 72,
  };
  const [requisition, version, reviewer] = [randomUUID(), randomUUID(), randomUUID()];
  await owner.query(
    `INSERT INTO people."user" (id, email, name, password_hash, created_at) VALUES ($1, 'r@example.org', 'R', '-', now())`,
    [reviewer],
  );
  await owner.query(`INSERT INTO people.user_role (user_id, role) VALUES ($1, 'reviewer')`, [reviewer]);
  await owner.query(
    `INSERT INTO screening.requisition (id, title, status, contact_email, created_by, created_at, opened_at)
     VALUES ($1, 'Bench', 'open', 'jobs@example.org', $1, now(), now())`,
    [requisition],
  );
  await owner.query(
    `INSERT INTO screening.template_version (id, requisition_id, number, content, content_hash, published_at, updated_at)
     VALUES ($1, $2, 1, $3, repeat('0', 64), now(), now())`,
    [version, requisition, JSON.stringify(template)],
  );
  await owner.query(`INSERT INTO screening.member VALUES ($1, $2, 'reviewer')`, [requisition, reviewer]);
  await owner.query(
    `INSERT INTO sealed.recipient_key (id, public_key, created_at) VALUES ('bench', decode(repeat('09', 32), 'hex'), now())`,
  );
  await owner.query(
    `INSERT INTO consent.notice (version, language, text, text_hash, published_at) VALUES (1, 'en', 'Notice', repeat('0', 64), now())
     ON CONFLICT DO NOTHING`,
  );
  await owner.query(
    `WITH candidate AS (
       INSERT INTO identity.candidate (email, name, created_at)
       SELECT n || '@example.org', 'Robin', now() FROM generate_series(1, $3) n RETURNING id
     ), invitation AS (
       INSERT INTO screening.invitation (requisition_id, candidate_id, token_hash, created_at, expires_at)
       SELECT $1, id, id::text, now(), now() + interval '3 days' FROM candidate RETURNING id, candidate_id
     )
     INSERT INTO screening.interview (requisition_id, template_version_id, invitation_id, candidate_id, status, created_at, submitted_at)
     SELECT $1, $2, id, candidate_id, 'submitted', now(), now() FROM invitation`,
    [requisition, version, interviews],
  );
  await owner.query(
    `INSERT INTO consent.consent (interview_id, notice_id, transcription, ai_assessment, created_at)
     SELECT i.id, n.id, true, true, now() FROM screening.interview i, (SELECT id FROM consent.notice LIMIT 1) n`,
  );
  await owner.query(
    `INSERT INTO screening.answer (interview_id, question_id, kind, chosen_take_id, updated_at)
     SELECT i.id, 'q' || n, 'audio', gen_random_uuid(), now() FROM screening.interview i, generate_series(0, $1 - 1) n`,
    [answers],
  );
  await owner.query(
    `INSERT INTO screening.take (id, answer_id, number, kind, status, declared_type, upload_key, created_at)
     SELECT chosen_take_id, id, 1, 'audio', 'prepared', 'audio/webm', 'uploads/' || id, now() FROM screening.answer`,
  );
  await owner.query(
    `INSERT INTO screening.recording (take_id, media_key, media_type, duration_ms, audio_key, peaks, voiced_ms, silences, clipped_ratio, flags, prepared_at)
     SELECT id, 'media/' || id || '.webm', 'audio/webm', 6000, $1, '{}', 5000, '[]', 0, '{}', now() FROM screening.take`,
    [audioKey],
  );
  await owner.query(
    `INSERT INTO jobs.step (subject, stage, input_hash, due_at, created_at, updated_at)
     SELECT id, 'transcribe', 'bench', now() + interval '1 year', now(), now() FROM screening.answer
     UNION ALL SELECT id, 'seal', 'bench', now() + interval '1 year', now(), now() FROM screening.interview`,
  );
  await owner.query('ANALYZE');
}
