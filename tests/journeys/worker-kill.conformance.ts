import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { clipFile } from '../../apps/launcher/src/demo/answers.ts';
import { ApiSession } from '../../apps/launcher/src/journey/api-session.ts';
import { consent, recordAnswer, submit } from '../../apps/launcher/src/journey/candidate.ts';
import { invite, openRequisition } from '../../apps/launcher/src/journey/colleague.ts';
import { dueStep } from '../support/answer-rows.ts';
import { makeColleagues } from './colleagues.ts';
import { startFakeOpenAi, type FakeOpenAi } from '../support/fake-openai-server.ts';
import { hold, holdTable, type HeldLock } from '../support/frozen-worker.ts';
import { answerLikeAModel } from '../support/model-answers.ts';
import { asOwner, twoQuestions } from '../support/screening-rows.ts';
import { startFakeSmtp, type FakeSmtp } from '../support/smtp-server.ts';
import { startStack, type Stack } from '../support/stack.ts';

jest.setTimeout(120_000);

const clip = {
  bytes: readFileSync(clipFile('amara', 'difficult-customer', 'webm')),
  type: 'video/webm;codecs=vp8,opus',
  kind: 'video' as const,
};

/** Where the queue lies; it may lose everything it holds. */
export interface KilledStore {
  readonly settings: Readonly<Record<string, string>>;
  empty(): Promise<unknown>;
  stop(): Promise<void>;
}

/** Everything that may happen to a worker at the worst moment, from the recording to the reviewers. */
export function workerKillConformance(name: string, open: () => Promise<KilledStore>): void {
  describe(`with its queue in ${name}, a worker killed`, () => {
    let store: KilledStore;
    let model: FakeOpenAi;
    let smtp: FakeSmtp;
    let stack: Stack;
    let interviewId: string;
    let portal: ApiSession;
    /** What the engines say waits for these. */
    const speech = Promise.withResolvers<void>();
    const summary = Promise.withResolvers<void>();

    beforeAll(async () => {
      store = await open();
      model = await startFakeOpenAi();
      smtp = await startFakeSmtp();
      answerLikeAModel(model, 4, 'plainly said');
      stack = await startStack({
        ...store.settings,
        OPENAI_BASE_URL: model.baseUrl,
        OPENAI_API_KEY: 'test',
        SPEECH_ENGINE: 'openai',
        SPEECH_MODEL: 'fake-speech',
        SUMMARY_MODEL: 'fake-model',
        SMTP_URL: smtp.url,
        STEP_LEASE_SECONDS: '4',
        // The tick comes when the test says so.
        SEAL_WAIT_SECONDS: '7200',
      });
      const people = await makeColleagues(stack, {
        recruiter: 'recruiter',
        one: 'reviewer',
        two: 'reviewer',
      });
      const requisition = await openRequisition(
        people.recruiter.session,
        { title: 'Support agent', contactEmail: 'jobs@example.org', template: twoQuestions() as never },
        { recruiter: [people.recruiter.id], reviewer: [people.one.id, people.two.id], hiring_manager: [] },
      );
      const [secret = ''] = await invite(people.recruiter.session, requisition.id, [
        { name: 'Robin Example', email: 'robin@example.org' },
      ]);
      portal = new ApiSession(stack.base, () => undefined, secret);
      ({ interviewId } = await consent(portal, { transcription: true, aiAssessment: true }));
      await portal.call('write an answer', 'PUT', '/api/portal/answers/second/text', {
        text: 'I wrote a guide that four colleagues used in the first week.',
      });
    });

    afterAll(async () => {
      await stack?.stop();
      await model?.stop();
      await smtp?.stop();
      await store?.stop();
    });

    const reached = (lock: HeldLock): Promise<void> =>
      lock.reached().catch((error: unknown) => {
        throw new Error(`The worker says: ${stack.log('worker').slice(-2_000)}`, { cause: error });
      });

    /** Kills the worker, has the queue lose everything, and starts another worker. */
    async function killAndStart(release: () => Promise<unknown>): Promise<void> {
      await stack.kill('worker');
      await release();
      await store.empty();
      await stack.start('worker');
    }

    it('while it prepares a recording: the next one prepares it', async () => {
      const lock = await holdTable('screening.recording');
      model.next('transcriptions', { after: speech.promise });
      await recordAnswer(portal, 'first', clip);
      await reached(lock);
      expect(await steps('prepare')).toEqual(['running']);
      await killAndStart(() => lock.release());
      await submit(portal, interviewId);
      await model.called('transcriptions');
      expect(await steps('prepare')).toEqual(['done']);
    });

    it('while the speech engine answers: the next one asks once more, and that is counted', async () => {
      const lock = await holdTable('screening.transcript');
      await killAndStart(() => Promise.resolve(speech.resolve()));
      await reached(lock);
      expect(await calls('transcribe')).toEqual([{ status: 'received', asked: 2 }]);

      model.next('responses', { after: summary.promise });
      await killAndStart(() => lock.release());
      await model.called('responses');
    });

    it('with the answer of the speech engine in its hands: nothing is paid again', async () => {
      expect(model.count('transcriptions')).toBe(2);
      expect(await calls('transcribe')).toEqual([{ status: 'received', asked: 2 }]);
      expect(await transcripts()).toEqual(['openai', 'text']);
    });

    it('while the language model answers: the next one asks once more, and that is counted', async () => {
      const lock = await holdTable('sealed.seal');
      const inFlight = model.count('responses');
      await killAndStart(() => Promise.resolve(summary.resolve()));
      await reached(lock);
      const asked = await calls('extract', 'rate');
      expect(asked.every(({ status }) => status === 'received')).toBe(true);
      expect(model.count('responses')).toBe(sum(asked.map((call) => call.asked)));
      expect(sum(asked.map((call) => call.asked - 1))).toBe(inFlight);

      const before = model.count('responses');
      await killAndStart(() => lock.release());
      await until(async () => (await seals()) === 1);
      expect(model.count('responses')).toBe(before);
    });

    it('at the tick: the interview becomes available once', async () => {
      const lock = await holdTable('review.available_interview');
      await comesTheTick(interviewId);
      await reached(lock);
      expect(await steps('seal')).toEqual(['running']);
      await killAndStart(() => lock.release());
      await until(async () => (await entries())['assigned'] === 2);
    });

    it('between sending a letter and noting it: it is sent twice rather than never', async () => {
      const before = smtp.arrived.length;
      const mailId = await letter();
      const lock = await hold('SELECT 1 FROM identity.mail WHERE id = $1 FOR UPDATE', [mailId]);
      await asOwner((owner) => dueStep(owner, 'mail', mailId));
      await reached(lock);
      await killAndStart(() => lock.release());
      await until(() => wasSent(mailId));
      expect(smtp.arrived.length - before).toBe(2);
    });

    it('leaves nothing behind and nothing out', async () => {
      await until(async () => (await steps()).every((status) => status === 'done'));
      expect(await entries()).toMatchObject({
        submitted: 1,
        'run-declared': 1,
        sealed: 1,
        available: 1,
        assigned: 2,
      });
      expect(await seals()).toBe(1);
      expect(await rows('SELECT 1 FROM scratch.model_answer')).toEqual([]);
      expect(await rows('SELECT 1 FROM consent.no_summary')).toEqual([]);
      const exhibits = await rows<{ captions: boolean; text: string | null }>(
        'SELECT captions_vtt IS NOT NULL AS captions, text FROM review.exhibit WHERE question_id IS NOT NULL ORDER BY question_id',
      );
      expect(exhibits).toMatchObject([{ captions: true }, { text: expect.stringContaining('guide') }]);
    });
  });
}

const rows = <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  asOwner(async (owner) => (await owner.query<T & Record<string, unknown>>(sql, values)).rows);

/** Status of every step, or of those of one stage. */
async function steps(stage?: string): Promise<string[]> {
  const found = await rows<{ status: string }>(
    'SELECT status FROM jobs.step WHERE $1::text IS NULL OR stage = $1 ORDER BY status',
    [stage ?? null],
  );
  return found.map(({ status }) => status);
}

const calls = (...purposes: string[]): Promise<{ status: string; asked: number }[]> =>
  rows('SELECT status, asked FROM jobs.ai_call WHERE purpose = ANY ($1)', [purposes]);

async function transcripts(): Promise<string[]> {
  const found = await rows<{ engine: string }>('SELECT engine FROM screening.transcript ORDER BY engine');
  return found.map(({ engine }) => engine);
}

const seals = async (): Promise<number> => (await rows('SELECT 1 FROM sealed.seal')).length;

/** Log entries by type. */
async function entries(): Promise<Record<string, number>> {
  const found = await rows<{ type: string; count: number }>(
    'SELECT type, count(*)::int FROM ledger.pending GROUP BY 1',
  );
  return Object.fromEntries(found.map(({ type, count }) => [type, count]));
}

const comesTheTick = (interviewId: string): Promise<unknown> =>
  rows(`UPDATE jobs.step SET due_at = now() WHERE stage = 'seal' AND subject = $1`, [interviewId]);

async function letter(): Promise<string> {
  const [mail] = await rows<{ id: string }>(
    `INSERT INTO identity.mail (kind, recipient, subject, text, created_at)
     VALUES ('test', 'kim@example.org', 'Hello', 'Hello.', now()) RETURNING id`,
  );
  return mail?.id ?? '';
}

const wasSent = async (mailId: string): Promise<boolean> =>
  (await rows('SELECT 1 FROM identity.mail WHERE id = $1 AND sent_at IS NOT NULL', [mailId])).length === 1;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

async function until(condition: () => Promise<boolean>, within = 60_000): Promise<void> {
  const deadline = performance.now() + within;
  while (!(await condition())) {
    if (performance.now() > deadline)
      throw new Error(
        `Not within ${within} ms: ${JSON.stringify(await rows('SELECT stage, status, attempt, error_code FROM jobs.step'))}`,
      );
    await wait(50);
  }
}
