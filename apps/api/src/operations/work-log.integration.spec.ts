import { openDatabase } from '@evenhand/adapters/database';
import { StillClock } from '@evenhand/domain/testing';
import { randomUUID } from 'node:crypto';
import { asOwner } from '../../../../tests/support/screening-rows';
import { StepNotDead } from './operations.errors';
import { WorkLog } from './work-log';

const database = openDatabase('staff', process.env['DATABASE_URL_STAFF'] ?? '');
const clock = new StillClock();
const work = new WorkLog(database, clock);
afterAll(() => database.close());

const step = (stage: string, status: string, code: string | null, minute = 0): Promise<string> =>
  asOwner(async (owner) => {
    const id = randomUUID();
    const at = new Date(clock.now() + minute * 60_000);
    await owner.query(
      `INSERT INTO jobs.step (id, subject, stage, input_hash, status, attempt, error_code, due_at, created_at, updated_at)
       VALUES ($1, $1, $2, 'h', $3::jobs.step_status, 5, $4, $5, $5, $5)`,
      [id, stage, status, code, at],
    );
    return id;
  });

describe('dead letters', () => {
  test('are media, transcript and mail steps that gave up, newest first, with the reason in words', async () => {
    const old = await step('mail', 'dead', null);
    const middle = await step('transcribe', 'dead', 'engine-unavailable', 1);
    const twin = await step('transcribe', 'dead', 'never-heard-of', 1);
    const newest = await step('prepare', 'dead', 'not-a-recording', 2);
    await step('prepare', 'done', null, 3);
    // AI steps are never listed one by one.
    await step('summarise', 'dead', 'engine-refused', 3);
    await step('seal', 'dead', 'internal', 3);

    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await work.deadLetters({ limit: 1, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(4);
    expect([seen[0], seen[3]]).toEqual([newest, old]);
    expect(seen.slice(1, 3).sort()).toEqual([middle, twin].sort());

    const { rows } = await work.deadLetters({ limit: 10, cursor: 'no cursor of ours' });
    const sentences = new Map(rows.map(({ id, sentence }) => [id, sentence]));
    expect(sentences.get(newest)).toBe('This file is not a recording.');
    expect(sentences.get(middle)).toBe('The engine cannot be reached at the moment.');
    expect(sentences.get(twin)).toContain('(never-heard-of)');
    expect(sentences.get(old)).toContain('nobody foresaw');
  });

  test('run again once asked to, and only those', async () => {
    const dead = await step('prepare', 'dead', 'media-timeout');
    await work.runAgain(dead);
    await asOwner(async (owner) => {
      const { rows } = await owner.query(
        'SELECT status, attempt, error_code, due_at FROM jobs.step WHERE id = $1',
        [dead],
      );
      expect(rows).toEqual([{ status: 'due', attempt: 0, error_code: null, due_at: new Date(clock.now()) }]);
    });
    await expect(work.runAgain(dead)).rejects.toThrow(StepNotDead);
    await expect(work.runAgain(await step('summarise', 'dead', null))).rejects.toThrow(StepNotDead);
    await expect(work.runAgain(randomUUID())).rejects.toThrow(StepNotDead);
  });
});

test('AI is counted per day, provider, model and purpose, and never per interview', async () => {
  await asOwner(async (owner) => {
    for (const [hash, status, asked] of [
      ['a', 'received', 1],
      ['b', 'received', 3],
      ['c', 'failed', 1],
    ]) {
      await owner.query(
        `INSERT INTO jobs.ai_call (hash, purpose, subject, provider, model, run, sample, status, asked, input_tokens, output_tokens, cost_micros, created_at)
         VALUES ($1, 'rate', gen_random_uuid(), 'example', 'm', 1, 1, $2::jobs.call_status, $3, 100, 10, 2500000, '2026-11-23T10:00:00Z')`,
        [hash, status, asked],
      );
    }
  });
  expect((await work.aiDays()).rows).toEqual([
    {
      day: '2026-11-23',
      provider: 'example',
      model: 'm',
      purpose: 'rate',
      calls: 3,
      failures: 1,
      askedAgain: 2,
      inputTokens: 300,
      outputTokens: 30,
      audioSeconds: 0,
      cost: 7.5,
    },
  ]);
});
