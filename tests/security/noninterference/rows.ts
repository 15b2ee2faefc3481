import { createHash } from 'node:crypto';

import type pg from 'pg';

import type { ApiSession } from '../../../apps/launcher/src/journey/api-session.ts';
import type { Setting } from './run.ts';

/** More time and more takes, asked for and granted. */
export async function accommodate(
  { database: { owner }, clock }: Setting,
  _portal: ApiSession,
  interviewId: string,
): Promise<void> {
  const requestId = idFrom(`request of ${interviewId}`);
  const now = new Date(clock.now);
  const granted = [
    { dial: 'deadline', times: 2 },
    { dial: 'extra-takes', takes: 3 },
  ];
  await owner.query(
    `INSERT INTO accommodation.request (id, interview_id, wishes, note, status, created_at, due_at, decided_at)
     VALUES ($1, $2, $4, 'I read slowly.', 'granted', $3, $3, $3)`,
    [requestId, interviewId, now, JSON.stringify(granted)],
  );
  for (const adjustment of granted) {
    await owner.query(
      `INSERT INTO accommodation."grant" (id, request_id, dial, value, created_at) VALUES ($1, $2, $3, $4, $5)`,
      [
        idFrom(`${adjustment.dial} of ${interviewId}`),
        requestId,
        adjustment.dial,
        JSON.stringify(adjustment),
        now,
      ],
    );
  }
}

/** What a candidate says of themselves, for the audit alone. */
export async function identify(owner: pg.Client, interviewId: string): Promise<void> {
  await owner.query(
    `INSERT INTO selfid.self_identification (interview_id, requisition_id, answers, created_at)
     SELECT id, requisition_id, '{"gender": "woman"}', created_at FROM screening.interview WHERE id = $1`,
    [interviewId],
  );
}

const idFrom = (text: string): string =>
  createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, 32)
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
