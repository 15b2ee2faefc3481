import { openDatabase, SealedRuns, type Database } from '@evenhand/adapters/database';
import { FakeLogCoverage, ReadableSealer, SeededChance, StillClock } from '@evenhand/domain/testing';
import { canonicalJson, commitmentOf } from '@evenhand/ledger';
import pg from 'pg';
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
let log: FakeLogCoverage;
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
  log = new FakeLogCoverage();
  stage = stageWith();
});

const stageWith = (neverReveal = 0, secondReader = 0) =>
  new SealStage(database, new SealedRuns(sealer, clock, chance), log, clock, chance, {
    NEVER_REVEAL_PERCENT: neverReveal,
    SECOND_READER_PERCENT: secondReader,
  });

interface Requisition {
  readonly requisitionId: string;
  readonly templateVersionId: string;
}
const reviewer = (name: string) => account(owner, name, 'reviewer');
const requisition = (reviewers: string[], change: Record<string, unknown> = {}): Promise<Requisition> =>
  openRequisition(owner, { recruiter: [], reviewer: reviewers, hiring_manager: [] }, twoQuestions(change));
const rows = async (query: string, interviewId: string): Promise<Record<string, unknown>[]> =>
  (await owner.query<Record<string, unknown>>(query, [interviewId])).rows;
const exhibits = (id: string) =>
  rows('SELECT * FROM review.exhibit WHERE interview_id = $1 ORDER BY question_id', id);
const assignments = (id: string) => rows('SELECT * FROM review.assignment WHERE interview_id = $1', id);
const available = (id: string) =>
  rows('SELECT * FROM review.available_interview WHERE interview_id = $1', id);
const entries = async (id: string) =>
  (
    await rows(
      `SELECT entry FROM ledger.pending WHERE entry::jsonb ->> 'interview' = $1 ORDER BY position`,
      id,
    )
  ).map(({ entry }) => JSON.parse(entry as string));
const typesOf = async (id: string) => (await entries(id)).map(({ type }) => type as string);

describe('the log', () => {
  it('has a checkpoint over what is sealed before anybody gets the interview', async () => {
    const of = await requisition([await reviewer('A'), await reviewer('B')]);
    const { interviewId } = await submittedInterview(owner, of);
    log.signs = false;
    expect(await stage.run(interviewId)).toEqual({ kind: 'done' });
    expect(await typesOf(interviewId)).toEqual(['run-declared', 'sealed', 'arm-drawn']);
    expect([await available(interviewId), await exhibits(interviewId)]).toEqual([[], []]);
    await stage.sweep();
    expect(await available(interviewId)).toEqual([]);

    log.signs = true;
    await stage.sweep();
    expect(await available(interviewId)).toHaveLength(1);
    expect((await typesOf(interviewId)).slice(2)).toEqual(['arm-drawn', 'available', 'assigned', 'assigned']);
  });

  it('is asked again for every interview, also for one that was sealed long before: waiting tells nothing', async () => {
    const { interviewId } = await submittedInterview(owner, await requisition([]));
    const runs = new SealedRuns(sealer, clock, chance);
    await database.inTransaction(async (tx) => {
      const run = await runs.declare(tx, { interviewId, round: 1 }, { v: 1 });
      await runs.seal(tx, run, '{"kind":"summary"}', 0);
    });
    await stage.run(interviewId);
    const other = (await submittedInterview(owner, await requisition([]))).interviewId;
    await stage.run(other);
    expect(log.asked).toEqual([interviewId, other]);
  });
});

describe('what is drawn', () => {
  const drawn = async (share: number, count: number): Promise<Record<string, unknown>[]> => {
    const of = await requisition([]);
    const arms: Record<string, unknown>[] = [];
    for (let one = 0; one < count; one += 1) {
      const { interviewId } = await submittedInterview(owner, of);
      await stageWith(share).run(interviewId);
      arms.push(...(await rows('SELECT * FROM sealed.arm WHERE interview_id = $1', interviewId)));
    }
    return arms;
  };

  it('withholds the summary of a share, and nothing in the log tells of which', async () => {
    expect((await drawn(100, 2)).map(({ withhold }) => withhold)).toEqual([true, true]);
    expect((await drawn(0, 2)).map(({ withhold }) => withhold)).toEqual([false, false]);
    const mixed = await drawn(50, 20);
    expect(new Set(mixed.map(({ withhold }) => withhold)).size).toBe(2);
    for (const { interview_id, withhold, salt, commitment } of mixed) {
      const entry = (await entries(String(interview_id))).find(({ type }) => type === 'arm-drawn');
      expect(entry).toEqual({ v: 1, type: 'arm-drawn', interview: interview_id, round: 1, commitment });
      const text = canonicalJson({ withhold });
      expect(commitmentOf(new Uint8Array(salt as Buffer), 'evenhand/arm/v1', text)).toBe(commitment);
    }
  });

  it('is drawn once, and its drawer cannot read it back', async () => {
    const { interviewId } = await submittedInterview(owner, await requisition([]));
    log.signs = false;
    for (const share of [0, 100, 0, 100]) await stageWith(share).run(interviewId);
    const [arm, ...more] = await rows('SELECT withhold FROM sealed.arm WHERE interview_id = $1', interviewId);
    expect([arm, more]).toEqual([{ withhold: false }, []]);
    expect((await typesOf(interviewId)).filter((type) => type === 'arm-drawn')).toHaveLength(1);
    await expect(database.$queryRaw`SELECT withhold FROM sealed.arm`).rejects.toThrow('permission denied');
  });

  it.each([
    [1, 100, 2],
    [1, 0, 1],
    [2, 100, 2],
  ])('where %i is required, a second reader in %i of a hundred makes %i', async (required, share, seats) => {
    const of = await requisition([await reviewer('A'), await reviewer('B'), await reviewer('C')], {
      requiredScorecards: required,
    });
    const { interviewId } = await submittedInterview(owner, of);
    await stageWith(0, share).run(interviewId);
    expect(await assignments(interviewId)).toHaveLength(seats);
    expect((await available(interviewId))[0]?.['required_scorecards']).toBe(
      seats === required ? null : seats,
    );
  });
});
