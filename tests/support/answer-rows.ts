import { randomUUID } from 'node:crypto';

import type pg from 'pg';

/*
 * What candidates leave behind, as rows, written as the owner.
 */

/** A candidate's consent to the notice in English. */
export async function consent(
  owner: pg.Client,
  interviewId: string,
  { transcription = true, aiAssessment = true } = {},
): Promise<void> {
  await owner.query(
    `INSERT INTO consent.notice (version, language, text, text_hash, published_at)
     VALUES (1, 'en', 'We record you.', repeat('0', 64), now()) ON CONFLICT DO NOTHING`,
  );
  await owner.query(
    `INSERT INTO consent.consent (interview_id, notice_id, transcription, ai_assessment, created_at)
     SELECT $1, id, $2, $3, now() FROM consent.notice WHERE version = 1 AND language = 'en'`,
    [interviewId, transcription, aiAssessment],
  );
}

/** A written answer. */
export async function writtenAnswer(
  owner: pg.Client,
  interviewId: string,
  questionId: string,
  text: string,
): Promise<string> {
  const answerId = randomUUID();
  await owner.query(
    `INSERT INTO screening.answer (id, interview_id, question_id, kind, text, updated_at) VALUES ($1, $2, $3, 'text', $4, now())`,
    [answerId, interviewId, questionId, text],
  );
  return answerId;
}

/** A spoken answer with one take, uploaded but not prepared. The upload has to lie under the key. */
export async function uploadedAnswer(
  owner: pg.Client,
  interviewId: string,
  questionId: string,
  upload: { key: string; type: string; bytes: number; sha256: string },
): Promise<{ answerId: string; takeId: string }> {
  const [answerId, takeId] = [randomUUID(), randomUUID()];
  await owner.query(
    `INSERT INTO screening.answer (id, interview_id, question_id, kind, chosen_take_id, updated_at)
     VALUES ($1, $2, $3, 'audio', $4, now())`,
    [answerId, interviewId, questionId, takeId],
  );
  await owner.query(
    `INSERT INTO screening.take (id, answer_id, number, kind, status, declared_type, upload_key, bytes, sha256, created_at, stored_at)
     VALUES ($1, $2, 1, 'audio', 'stored', $3, $4, $5, $6, now(), now())`,
    [takeId, answerId, upload.type, upload.key, upload.bytes, upload.sha256],
  );
  return { answerId, takeId };
}

/** A spoken answer whose take is prepared. The audio has to lie under the key. */
export async function preparedAnswer(
  owner: pg.Client,
  interviewId: string,
  questionId: string,
  audioKey = `audio/${randomUUID()}.flac`,
): Promise<{ answerId: string; takeId: string; audioKey: string }> {
  const upload = { key: `uploads/${randomUUID()}`, type: 'audio/wav', bytes: 1, sha256: '0'.repeat(64) };
  const { answerId, takeId } = await uploadedAnswer(owner, interviewId, questionId, upload);
  await owner.query(`UPDATE screening.take SET status = 'prepared' WHERE id = $1`, [takeId]);
  await owner.query(
    `INSERT INTO screening.recording (take_id, media_key, media_type, duration_ms, audio_key, peaks, voiced_ms, silences, clipped_ratio, flags, prepared_at)
     VALUES ($1, $2, 'audio/webm', 6000, $3, '{}', 4000, '[]', 0, '{}', now())`,
    [takeId, `media/${randomUUID()}.webm`, audioKey],
  );
  return { answerId, takeId, audioKey };
}

/** Captions that came with an answer. */
export async function captionsFor(owner: pg.Client, answerId: string, vtt: string): Promise<void> {
  await owner.query(
    `INSERT INTO screening.caption_track (answer_id, source, vtt, created_at) VALUES ($1, 'captioner', $2, now())`,
    [answerId, vtt],
  );
}

/** A step that is due. */
export async function dueStep(owner: pg.Client, stage: string, subject: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO jobs.step (subject, stage, input_hash, due_at, created_at, updated_at)
     VALUES ($1, $2, 'test', now(), now(), now()) RETURNING id`,
    [subject, stage],
  );
  return rows[0]?.id ?? '';
}
