import { createHash, randomInt, randomUUID } from 'node:crypto';
import { openDatabase } from '@evenhand/adapters/database';
import type { Adjustment, PortalView, TakeFinish } from '@evenhand/contracts';
import { MediaLinks, Trouble } from '@evenhand/domain';
import { MemoryStorage, MemoryUploads, SeededChance, StillClock } from '@evenhand/domain/testing';
import { readSettings } from '@evenhand/platform';
import {
  invitedCandidate,
  openLink,
  type InvitedCandidate,
} from '../../../../../tests/support/candidate-rows';
import { asOwner, openRequisition, twoQuestions } from '../../../../../tests/support/screening-rows';
import { AnswerStage } from '../answers/answer.stage';
import { ConsentStage } from '../consent/consent.stage';
import { ensureNotices } from '../consent/ensure-notices';
import { InterviewChanges } from '../interview/interview-changes';
import { PortalStage } from '../interview/portal.stage';
import { WithdrawStage } from '../interview/withdraw.stage';
import { StoredCandidateLinks } from '../links/candidate-links.stage';
import { EnterStage } from '../links/enter.stage';
import { PersonalLinks } from '../links/personal-links';
import { RecordRules } from '../record.config';
import { SubmitStage } from '../submit/submit.stage';
import { DiscardStage } from '../takes/discard.stage';
import { FinishStage } from '../takes/finish.stage';
import { TakeStage } from '../takes/take.stage';
import { UploadAccessStage } from '../takes/upload-access.stage';
import { UploadSweepStage } from '../takes/upload-sweep.stage';

const databases = {
  portal: openDatabase('portal', process.env['DATABASE_URL_PORTAL'] ?? ''),
  worker: openDatabase('worker', process.env['DATABASE_URL_WORKER'] ?? ''),
  compliance: openDatabase('compliance', process.env['DATABASE_URL_COMPLIANCE'] ?? ''),
};

export const closeScenes = async (): Promise<void> => {
  await Promise.all(Object.values(databases).map((database) => database.close()));
};

class PlainLinks extends MediaLinks {
  override linkTo(key: string, type: string): string {
    return `/media/${key}?${type}`;
  }
}

export const threeDaysMs = 72 * 3_600_000;

/** A whole candidate's side over the test database, with bytes in memory and a clock that stands still. */
export async function portalScene(template = twoQuestions()) {
  const clock = new StillClock();
  const chance = new SeededChance(randomInt(2 ** 31));
  const storage = new MemoryStorage();
  const uploads = new MemoryUploads(storage, () => clock.now());
  const rules = new RecordRules(
    readSettings({ PUBLIC_URL: 'https://jobs.example', UPLOAD_LIMIT_BYTES: '1000' }),
  );
  const changes = new InterviewChanges(databases.portal, clock, chance);
  const personalLinks = new PersonalLinks(rules, clock, chance);
  await ensureNotices(databases.compliance, clock, chance);

  const requisition = await asOwner((owner) =>
    openRequisition(owner, { recruiter: [], reviewer: [], hiring_manager: [] }, template),
  );
  const deadline = new Date(clock.now() + threeDaysMs);
  const candidate: InvitedCandidate = await asOwner((owner) =>
    invitedCandidate(owner, requisition, deadline),
  );
  const { interviewId } = candidate;
  const portal = new PortalStage(databases.portal, new PlainLinks(), clock, rules);
  const consents = new ConsentStage(changes);
  const takes = new TakeStage(changes, uploads);
  const finishing = new FinishStage(changes, uploads, storage);

  const view = (): Promise<PortalView> => portal.view(interviewId);
  const uploadIdOf = async (takeId: string): Promise<string> => {
    const all = (await view()).questions.flatMap((question) => question.takes);
    return (
      all
        .find((take) => take.id === takeId)
        ?.uploadUrl?.split('/')
        .at(-1) ?? 'none'
    );
  };
  /** Starts a take and lets bytes arrive; not finished yet. */
  const sent = async (
    questionId: string,
    bytes = 'a recording',
  ): Promise<{ takeId: string; finish: TakeFinish }> => {
    const { takeId } = await takes.start(interviewId, {
      questionId,
      kind: 'video',
      declaredType: 'video/webm',
    });
    uploads.arrive(await uploadIdOf(takeId), Buffer.from(bytes));
    return { takeId, finish: digested(bytes) };
  };

  return {
    clock,
    chance,
    storage,
    uploads,
    requisition,
    candidate,
    interviewId,
    deadline,
    portal,
    consents,
    takes,
    finishing,
    view,
    uploadIdOf,
    sent,
    changes,
    links: new StoredCandidateLinks(databases.portal),
    entries: new EnterStage(databases.portal, personalLinks, clock, chance),
    answers: new AnswerStage(changes),
    discarding: new DiscardStage(changes, uploads, storage),
    submissions: new SubmitStage(changes, rules),
    withdrawals: new WithdrawStage(changes),
    access: new UploadAccessStage(databases.portal, clock),
    sweep: new UploadSweepStage(databases.worker, uploads, clock),
    publishNotices: () => ensureNotices(databases.compliance, clock, chance),
    openLink: (change?: { expiresAt?: Date; revokedAt?: Date }) =>
      asOwner((owner) => openLink(owner, requisition.requisitionId, change)),
    agree: async (transcription = true, aiAssessment = true): Promise<void> => {
      const noticeId = (await view()).notice.id;
      await consents.agree(interviewId, { noticeId, recording: true, transcription, aiAssessment });
    },
    record: async (questionId: string, bytes?: string): Promise<string> => {
      const { takeId, finish } = await sent(questionId, bytes);
      await finishing.finish(interviewId, takeId, finish);
      return takeId;
    },
    /** Stands for preparation: what it found, or why it refused. */
    prepared: (takeId: string, flags: string[] = [], durationMs = 1500) =>
      asOwner(async (owner) => {
        await owner.query(`UPDATE screening.take SET status = 'prepared' WHERE id = $1`, [takeId]);
        await owner.query(
          `INSERT INTO screening.recording (take_id, media_key, media_type, duration_ms, audio_key, peaks, voiced_ms, silences, clipped_ratio, flags, prepared_at)
           VALUES ($1, $2, 'video/webm', $5, $3, '{}', 1000, '[]', 0, $4, now())`,
          [takeId, `media/${takeId}.webm`, `audio/${takeId}.flac`, flags, durationMs],
        );
      }),
    preparedAnHourAgo: (takeId: string) =>
      asOwner(async (owner) => {
        await owner.query('UPDATE screening.recording SET prepared_at = $2 WHERE take_id = $1', [
          takeId,
          new Date(clock.now() - 3_600_001),
        ]);
      }),
    /** Where the bytes of takes lie, by take. */
    uploadKeys: () =>
      asOwner(async (owner) => {
        const { rows } = await owner.query<{ id: string; key: string }>(
          `SELECT t.id, t.upload_key AS key FROM screening.take t JOIN screening.answer a ON a.id = t.answer_id
           WHERE a.interview_id = $1`,
          [interviewId],
        );
        return new Map(rows.map(({ id, key }) => [id, key]));
      }),
    /** A request for an accommodation: since when it waits, and what was granted when. */
    asked: (from: number, decided: { at: number; grants: Adjustment[] } | null = null) =>
      asOwner(async (owner) => {
        const id = randomUUID();
        await owner.query(
          `INSERT INTO accommodation.request (id, interview_id, wishes, note, status, created_at, due_at, decided_at)
           VALUES ($1, $2, '[]', '', $3, $4, $4, $5)`,
          [id, interviewId, decided ? 'granted' : 'pending', new Date(from), decided && new Date(decided.at)],
        );
        for (const grant of decided?.grants ?? []) {
          await owner.query(
            `INSERT INTO accommodation."grant" (request_id, dial, value, created_at) VALUES ($1, $2, $3, now())`,
            [id, grant.dial, JSON.stringify(grant)],
          );
        }
      }),
    refused: (takeId: string, code: string) =>
      asOwner((owner) =>
        owner.query(`UPDATE screening.take SET status = 'refused', refusal_code = $2 WHERE id = $1`, [
          takeId,
          code,
        ]),
      ),
  };
}

export type PortalScene = Awaited<ReturnType<typeof portalScene>>;

export const digested = (bytes: string): TakeFinish => ({
  bytes: Buffer.byteLength(bytes),
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

/** Code of the trouble a piece of work ends in, or what it gave. */
export const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => {
    if (error instanceof Trouble) return error.code;
    throw error;
  });

/** Rows, read as the owner. */
export const rows = <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  asOwner(async (owner) => (await owner.query<Row>(sql, values)).rows);

/** Log entries about an interview, in order. */
export const entriesOf = async (
  interviewId: string,
): Promise<{ type: string; [field: string]: unknown }[]> => {
  const found = await rows<{ entry: string }>(
    `SELECT entry FROM ledger.pending WHERE entry::jsonb ->> 'interview' = $1 ORDER BY position`,
    [interviewId],
  );
  return found.map(({ entry }) => JSON.parse(entry) as { type: string });
};
