import { openDatabase, SealedRuns, type Database } from '@evenhand/adapters/database';
import { FakeLogCoverage, ReadableSealer, SeededChance, StillClock } from '@evenhand/domain/testing';
import pg from 'pg';
import { dueStep, preparedAnswer, writtenAnswer } from '../../../../tests/support/answer-rows';
import {
  account,
  openRequisition,
  submittedInterview,
  twoQuestions,
} from '../../../../tests/support/screening-rows';
import { SealStage } from './seal.stage';

let owner: pg.Client;
let database: Database<'worker'>;
let sealer: ReadableSealer;
let stage: SealStage;
const clock = new StillClock();
const chance = new SeededChance();

beforeAll(async () => {
  owner = new pg.Client(process.env['DATABASE_URL']);
  // The database of this file goes before its connections do.
  owner.on('error', () => undefined);
  await owner.connect();
  database = openDatabase('worker', process.env['DATABASE_URL_WORKER'] ?? '');
  await owner.query(`INSERT INTO sealed.recipient_key VALUES ('key', $1, now())`, [Buffer.alloc(32)]);
});
afterAll(async () => {
  await database.close();
  await owner.end();
});
beforeEach(() => {
  sealer = new ReadableSealer();
  const shares = { NEVER_REVEAL_PERCENT: 0, SECOND_READER_PERCENT: 0 };
  stage = new SealStage(
    database,
    new SealedRuns(sealer, clock, chance),
    new FakeLogCoverage(),
    clock,
    chance,
    shares,
  );
});

interface Requisition {
  readonly requisitionId: string;
  readonly templateVersionId: string;
}
const reviewer = (name: string) => account(owner, name, 'reviewer');
const requisition = (reviewers: string[], change: Record<string, unknown> = {}): Promise<Requisition> =>
  openRequisition(owner, { recruiter: [], reviewer: reviewers, hiring_manager: [] }, twoQuestions(change));
const join = (of: Requisition, userId: string) =>
  owner.query(`INSERT INTO screening.member VALUES ($1, $2, 'reviewer')`, [of.requisitionId, userId]);

const rows = async (query: string, interviewId: string): Promise<Record<string, unknown>[]> =>
  (await owner.query<Record<string, unknown>>(query, [interviewId])).rows;
const exhibits = (id: string) =>
  rows('SELECT * FROM review.exhibit WHERE interview_id = $1 ORDER BY question_id', id);
const assignments = (id: string) => rows('SELECT * FROM review.assignment WHERE interview_id = $1', id);
const available = (id: string) =>
  rows('SELECT * FROM review.available_interview WHERE interview_id = $1', id);
const reason = async (id: string) =>
  (await rows('SELECT reason FROM consent.no_summary WHERE interview_id = $1', id))[0]?.['reason'];
const entries = async (id: string) =>
  (
    await rows(
      `SELECT entry FROM ledger.pending WHERE entry::jsonb ->> 'interview' = $1 ORDER BY position`,
      id,
    )
  ).map(({ entry }) => JSON.parse(entry as string));
const typesOf = async (id: string) => (await entries(id)).map(({ type }) => type as string);

describe('at the tick', () => {
  it('an interview becomes available with what reviewers need, and nothing else', async () => {
    const of = await requisition([await reviewer('A'), await reviewer('B'), await reviewer('C')]);
    const { interviewId } = await submittedInterview(owner, of);
    const { answerId } = await preparedAnswer(owner, interviewId, 'first');
    await owner.query(
      `INSERT INTO screening.transcript (answer_id, engine, language, text, segments, captions_vtt, reasons, created_at)
       VALUES ($1, 'captions', 'en', 'Hello', '[{"startMs":0,"endMs":900,"text":"Hello"}]', 'WEBVTT', '{transcript-unreliable}', now())`,
      [answerId],
    );
    await writtenAnswer(owner, interviewId, 'second', 'I would ask first.');
    await owner.query(
      `UPDATE screening.interview SET clarification = ' I forgot one thing. ' WHERE id = $1`,
      [interviewId],
    );

    expect(await stage.run(interviewId)).toEqual({ kind: 'done' });

    const [first, second, added] = await exhibits(interviewId);
    expect(first).toMatchObject({
      question_id: 'first',
      text: null,
      media_type: 'audio/webm',
      duration_ms: 6000,
      peaks: {},
      silences: [],
      segments: [{ startMs: 0, endMs: 900, text: 'Hello' }],
      captions_vtt: 'WEBVTT',
    });
    expect(first?.['media_key']).toMatch(/^media\//);
    expect(second).toMatchObject({ question_id: 'second', text: 'I would ask first.', media_key: null });
    expect(added).toMatchObject({ question_id: null, text: 'I forgot one thing.' });
    expect(await available(interviewId)).toMatchObject([
      { round: 1, candidate_name: null, open_seats: 0, ...keys(of) },
    ]);
  });

  it('two distinct reviewers get a seat each, at a place drawn by chance', async () => {
    const team = [await reviewer('A'), await reviewer('B'), await reviewer('C')];
    const of = await requisition(team);
    const { interviewId } = await submittedInterview(owner, of);
    await stage.run(interviewId);
    const seats = await assignments(interviewId);
    expect(seats).toHaveLength(2);
    expect(new Set(seats.map((seat) => seat['reviewer_id'])).size).toBe(2);
    expect(
      seats.every((seat) => team.includes(String(seat['reviewer_id'])) && seat['seat'] === 'required'),
    ).toBe(true);
    expect(new Set(seats.map((seat) => seat['place'])).size).toBe(2);
    expect(await typesOf(interviewId)).toEqual([
      'run-declared',
      'sealed',
      'arm-drawn',
      'available',
      'assigned',
      'assigned',
    ]);
    expect(
      (await entries(interviewId))
        .slice(4)
        .map(({ packet }) => packet)
        .sort(),
    ).toEqual(seats.map((seat) => seat['packet_id']).sort());
  });

  it('those with less to rate come first, whatever they have rated already', async () => {
    const [busy, done, idle] = [await reviewer('busy'), await reviewer('done'), await reviewer('idle')];
    const elsewhere = await requisition([busy, done], { requiredScorecards: 2 });
    for (let one = 0; one < 3; one++) {
      const { interviewId } = await submittedInterview(owner, elsewhere);
      await stage.run(interviewId);
      await owner.query(
        `INSERT INTO review.scorecard SELECT packet_id, interview_id, round, reviewer_id, seat, '{}', '', '', now()
         FROM review.assignment WHERE interview_id = $1 AND reviewer_id = $2`,
        [interviewId, done],
      );
    }
    const of = await requisition([busy, done, idle]);
    const { interviewId } = await submittedInterview(owner, of);
    await stage.run(interviewId);
    expect((await assignments(interviewId)).map((seat) => seat['reviewer_id']).sort()).toEqual(
      [done, idle].sort(),
    );
  });

  it('names are copied where the template shows them', async () => {
    const { interviewId } = await submittedInterview(owner, await requisition([], { hidesIdentity: false }));
    await stage.run(interviewId);
    expect((await available(interviewId))[0]).toMatchObject({ candidate_name: 'Robin Example' });
  });

  it('nobody waits for a summary any longer: none is sealed instead', async () => {
    const { interviewId } = await submittedInterview(owner, await requisition([]));
    await stage.run(interviewId);
    expect(sealer.last()).toEqual({ v: 1, kind: 'none' });
    expect(await reason(interviewId)).toBe('too-late');
    const [plan] = await rows(
      'SELECT plan, sealed_at FROM consent.run_plan WHERE interview_id = $1',
      interviewId,
    );
    expect(plan?.['sealed_at']).toEqual(new Date(clock.now()));
  });

  it('a summary that was sealed in time stays as it is', async () => {
    const { interviewId } = await submittedInterview(owner, await requisition([]));
    const runs = new SealedRuns(sealer, clock, chance);
    await database.inTransaction(async (tx) => {
      const run = await runs.declare(tx, { interviewId, round: 1 }, { v: 1 });
      await runs.seal(tx, run, '{"kind":"summary"}', 0);
    });
    await stage.run(interviewId);
    expect(sealer.sealed).toHaveLength(1);
    expect(await reason(interviewId)).toBeUndefined();
    expect(await typesOf(interviewId)).toEqual(['run-declared', 'sealed', 'arm-drawn', 'available']);
  });

  it('a recording that never got ready does not keep people waiting', async () => {
    const { interviewId } = await submittedInterview(owner, await requisition([]));
    const { takeId } = await preparedAnswer(owner, interviewId, 'first');
    await owner.query('DELETE FROM screening.recording WHERE take_id = $1', [takeId]);
    await stage.run(interviewId);
    expect((await exhibits(interviewId))[0]).toMatchObject({
      question_id: 'first',
      media_key: null,
      segments: [],
    });
  });

  it('the tick may strike as often as it likes', async () => {
    const of = await requisition([await reviewer('A'), await reviewer('B')]);
    const { interviewId } = await submittedInterview(owner, of);
    await Promise.all([stage.run(interviewId), stage.run(interviewId), stage.run(interviewId)]);
    expect(await assignments(interviewId)).toHaveLength(2);
    expect(await exhibits(interviewId)).toHaveLength(2);
    expect(await typesOf(interviewId)).toEqual([
      'run-declared',
      'sealed',
      'arm-drawn',
      'available',
      'assigned',
      'assigned',
    ]);
  });

  it('all or nothing happens while there is no key to seal to', async () => {
    const { interviewId } = await submittedInterview(owner, await requisition([]));
    await owner.query('UPDATE sealed.recipient_key SET retired_at = now()');
    await expect(stage.run(interviewId)).rejects.toMatchObject({
      code: 'revealer-unavailable',
      retryable: true,
    });
    await owner.query('UPDATE sealed.recipient_key SET retired_at = NULL');
    expect(await available(interviewId)).toEqual([]);
    expect(await entries(interviewId)).toEqual([]);
  });

  it('a withdrawn interview stays away', async () => {
    const { interviewId } = await submittedInterview(owner, await requisition([]));
    await owner.query(`UPDATE screening.interview SET status = 'withdrawn' WHERE id = $1`, [interviewId]);
    await stage.run(interviewId);
    expect(await available(interviewId)).toEqual([]);
  });

  it('many interviews at once burden everybody alike', async () => {
    const team = [await reviewer('A'), await reviewer('B'), await reviewer('C'), await reviewer('D')];
    const of = await requisition(team);
    const made = await Promise.all(Array.from({ length: 8 }, () => submittedInterview(owner, of)));
    await Promise.all(made.map(({ interviewId }) => stage.run(interviewId)));
    const { rows: loads } = await owner.query(
      `SELECT count(*)::int AS n FROM review.assignment WHERE requisition_id = $1 GROUP BY reviewer_id`,
      [of.requisitionId],
    );
    expect(loads.map(({ n }) => n as number)).toEqual([4, 4, 4, 4]);
  });
});

describe('seats nobody had yet', () => {
  it('are given when the requisition has got reviewers, and only then', async () => {
    const of = await requisition([await reviewer('A')]);
    const { interviewId } = await submittedInterview(owner, of);
    await stage.run(interviewId);
    expect((await available(interviewId))[0]).toMatchObject({ open_seats: 1 });
    expect(await assignments(interviewId)).toHaveLength(1);
    expect(await stage.assignMissing()).toBe(0);

    const later = await reviewer('B');
    await join(of, later);
    expect(await stage.assignMissing()).toBe(1);
    expect((await assignments(interviewId)).map((seat) => seat['reviewer_id'])).toContain(later);
    expect((await available(interviewId))[0]).toMatchObject({ open_seats: 0 });
    expect((await typesOf(interviewId)).filter((type) => type === 'assigned')).toHaveLength(2);
    expect(await stage.assignMissing()).toBe(0);
  });

  it('stay open for a candidate who withdrew', async () => {
    const of = await requisition([]);
    const { interviewId } = await submittedInterview(owner, of);
    await stage.run(interviewId);
    await owner.query(`UPDATE screening.interview SET status = 'withdrawn' WHERE id = $1`, [interviewId]);
    await join(of, await reviewer('A'));
    expect(await stage.assignMissing()).toBe(0);
  });
});

describe('a tick that was given up', () => {
  it('comes up again after a rest, since an interview must reach people', async () => {
    const { interviewId } = await submittedInterview(owner, await requisition([]));
    const stepId = await dueStep(owner, 'seal', interviewId);
    await owner.query(
      `UPDATE jobs.step SET status = 'dead', attempt = 5, error_code = 'internal', updated_at = $2 WHERE id = $1`,
      [stepId, new Date(clock.now())],
    );
    const status = async () =>
      (await owner.query('SELECT status, attempt FROM jobs.step WHERE id = $1', [stepId])).rows[0];
    await stage.sweep();
    expect(await status()).toMatchObject({ status: 'dead' });
    clock.pass(11 * 60_000);
    await stage.sweep();
    expect(await status()).toEqual({ status: 'due', attempt: 0 });
  });
});

const keys = ({ requisitionId, templateVersionId }: Requisition) => ({
  requisition_id: requisitionId,
  template_version_id: templateVersionId,
});
