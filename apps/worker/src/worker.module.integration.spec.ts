import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { WorkerDetail } from '@evenhand/contracts';
import { readSettings } from '@evenhand/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { consent, dueStep, writtenAnswer } from '../../../tests/support/answer-rows';
import { asOwner, openRequisition, submittedInterview } from '../../../tests/support/screening-rows';
import { startFakeSmtp } from '../../../tests/support/smtp-server';
import { WorkerModule } from './worker.module';

const folder = mkdtempSync(path.join(tmpdir(), 'evenhand-worker-'));
let app: INestApplicationContext | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The worker as it is put together for real. */
async function begin(settings: Record<string, string> = {}): Promise<void> {
  const given = readSettings({
    DATABASE_URL_WORKER: process.env['DATABASE_URL_WORKER'],
    STORAGE_URL: `file:${folder}`,
    SCRATCH_KEY: 'enough chance for a test',
    LOG_LEVEL: 'silent',
    ...settings,
  });
  const made = await Test.createTestingModule({ imports: [WorkerModule.with(given)] }).compile();
  app = await made.init();
}

const rows = <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  asOwner(async (owner) => (await owner.query<T & Record<string, unknown>>(sql, values)).rows);

const letter = async (): Promise<string> => {
  const [mail] = await rows<{ id: string }>(
    `INSERT INTO identity.mail (kind, recipient, subject, text, created_at)
     VALUES ('test', 'kim@example.org', 'Hello', 'Hello, Kim.', now()) RETURNING id`,
  );
  return mail?.id ?? '';
};

const sentAt = async (mailId: string): Promise<Date | null | undefined> =>
  (await rows<{ sent_at: Date | null }>('SELECT sent_at FROM identity.mail WHERE id = $1', [mailId]))[0]
    ?.sent_at;

async function stepEnds(id: string): Promise<{ status: string; error_code: string | null }> {
  for (let left = 300; left > 0; left -= 1) {
    const [step] = await rows<{ status: string; error_code: string | null; attempt: number }>(
      'SELECT status, error_code, attempt FROM jobs.step WHERE id = $1',
      [id],
    );
    if (step && (step.status === 'done' || step.status === 'dead' || step.error_code)) return step;
    await wait(50);
  }
  throw new Error('The step did not end.');
}

describe('the worker, put together', () => {
  it('says what it works with', async () => {
    await begin({ SPEECH_MODEL: 'a-model', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' });
    const [sign] = await rows<{ detail: unknown; age: number }>(
      `SELECT detail, extract(epoch FROM now() - seen_at)::float AS age FROM jobs.heartbeat WHERE name = 'worker'`,
    );
    expect(sign?.age).toBeLessThan(10);
    expect(WorkerDetail.parse(sign?.detail)).toMatchObject({
      pid: process.pid,
      queue: 'postgres',
      media: { engine: 'ffmpeg' },
      speech: { name: 'openai', model: 'a-model', host: '127.0.0.1:9' },
      summaries: null,
      replay: false,
      mail: false,
    });
    expect(JSON.stringify(sign)).not.toContain('enough chance');
  });

  it('takes an interview of written answers from submission to its seal', async () => {
    await begin();
    const interviewId = await asOwner(async (owner) => {
      await owner.query(
        `INSERT INTO sealed.recipient_key (id, public_key, created_at) VALUES ('test', decode(repeat('09', 32), 'hex'), now())`,
      );
      const requisition = await openRequisition(owner, { recruiter: [], reviewer: [], hiring_manager: [] });
      const interview = await submittedInterview(owner, requisition);
      await consent(owner, interview.interviewId);
      for (const question of ['first', 'second']) {
        const answerId = await writtenAnswer(owner, interview.interviewId, question, 'I asked first.');
        await dueStep(owner, 'transcribe', answerId);
      }
      return interview.interviewId;
    });
    for (let left = 300; left > 0; left -= 1) {
      if ((await rows('SELECT 1 FROM sealed.seal WHERE interview_id = $1', [interviewId])).length === 1)
        break;
      await wait(50);
    }
    expect(await rows('SELECT engine FROM screening.transcript')).toEqual([
      { engine: 'text' },
      { engine: 'text' },
    ]);
    expect(await rows('SELECT run FROM sealed.seal WHERE interview_id = $1', [interviewId])).toEqual([
      { run: 1 },
    ]);
  });

  it('leaves letters in the outbox without SMTP, and is done with them', async () => {
    await begin();
    const mailId = await letter();
    expect(await stepEnds(await asOwner((owner) => dueStep(owner, 'mail', mailId)))).toMatchObject({
      status: 'done',
    });
    expect(await sentAt(mailId)).toBeNull();
  });

  it('sends letters with SMTP, tries again what the server cannot take now, and gives up what it refuses', async () => {
    const smtp = await startFakeSmtp();
    try {
      await begin({ SMTP_URL: smtp.url });
      const mailId = await letter();
      expect(await stepEnds(await asOwner((owner) => dueStep(owner, 'mail', mailId)))).toMatchObject({
        status: 'done',
      });
      expect(await sentAt(mailId)).toBeInstanceOf(Date);
      expect(smtp.arrived).toEqual([{ to: 'kim@example.org', subject: 'Hello', text: 'Hello, Kim.' }]);

      smtp.refuse('451 later please');
      const later = await letter();
      expect(await stepEnds(await asOwner((owner) => dueStep(owner, 'mail', later)))).toMatchObject({
        status: 'due',
        error_code: 'mail-unavailable',
      });
      smtp.refuse('550 no such mailbox');
      const never = await letter();
      const step = await asOwner((owner) => dueStep(owner, 'mail', never));
      await stepEnds(step);
      await wait(300);
      expect(await stepEnds(step)).toMatchObject({ status: 'dead', error_code: 'mail-refused' });
    } finally {
      await smtp.stop();
    }
  });
});
