import { openDatabase } from '@evenhand/adapters/database';
import type { ScorecardContent } from '@evenhand/contracts';
import type { Ed25519Key } from '@evenhand/ledger';
import { MediaLinks, type ScalePoint } from '@evenhand/domain';
import { SeededChance, StillClock } from '@evenhand/domain/testing';
import type pg from 'pg';
import {
  account,
  asOwner,
  availableTo,
  openRequisition,
  submittedInterview,
  twoQuestions,
} from '../../../../tests/support/screening-rows';
import { enrolledKey, sealInLog, signedWith } from '../../../../tests/support/signing-rows';
import { PacketStage } from './packet.stage';
import { ReviewQueueStage } from './review-queue.stage';
import { PacketNotFound, ScorecardAlreadyLocked, ScorecardIncomplete } from './review.errors';
import { ScorecardStage } from './scorecard.stage';
import { SeatStage } from './seat.stage';

const clock = new StillClock(Date.UTC(2026, 10, 24, 12));
class TestLinks extends MediaLinks {
  linkTo = (key: string) => `/media/${key}`;
}

const database = openDatabase('review', process.env['DATABASE_URL_REVIEW'] ?? '');
const chance = new SeededChance(7);
const seats = new SeatStage(database, clock, chance);
const packets = new PacketStage(database, new TestLinks(), clock, chance);
const queue = new ReviewQueueStage(database, seats);
const scorecards = new ScorecardStage(database, seats, clock, chance);

const card = (first: ScalePoint | null, second: ScalePoint | null): ScorecardContent => ({
  ratings: [
    { questionId: 'first', criterionId: 'clarity', rating: first },
    { questionId: 'second', criterionId: 'clarity', rating: second },
  ],
});

interface Scene {
  root: string;
  reviewers: string[];
  packets: string[];
  interviewId: string;
  requisitionId: string;
}

/** An available interview with two required reviewers; `more` further reviewers are members only. */
const scene = (more = 0): Promise<Scene> =>
  asOwner(async (owner) => {
    const reviewers: string[] = [];
    for (let index = 0; index < 2 + more; index++)
      reviewers.push(await account(owner, `r${index}`, 'reviewer'));
    const requisition = await openRequisition(owner, {
      recruiter: [],
      reviewer: reviewers,
      hiring_manager: [],
    });
    const interview = await submittedInterview(owner, requisition);
    const ids = await availableTo(owner, { ...requisition, ...interview }, reviewers.slice(0, 2));
    const root = await sealInLog(owner, interview.interviewId);
    return {
      root,
      reviewers,
      packets: ids,
      interviewId: interview.interviewId,
      requisitionId: requisition.requisitionId,
    };
  });

const keys = new Map<string, Ed25519Key>();
const keyOf = async (reviewer: string): Promise<Ed25519Key> => {
  const key = keys.get(reviewer) ?? (await asOwner((owner) => enrolledKey(owner, reviewer)));
  keys.set(reviewer, key);
  return key;
};

/** Opens the packet and locks its scorecard, as a reviewer's browser does. */
const lock = async (reviewer: string, packetId: string, content: ScorecardContent) => {
  const packet = await packets.open(reviewer, packetId);
  return scorecards.lock(reviewer, packetId, await signedWith(await keyOf(reviewer), packet, content));
};

const at = <T>(list: readonly T[], index: number): T => {
  const one = list[index];
  if (one === undefined) throw new Error(`nothing at ${index}`);
  return one;
};

const entryTypes = (interviewId: string): Promise<string[]> =>
  asOwner(async (owner: pg.Client) => {
    const sql = `SELECT type FROM ledger.pending WHERE entry LIKE '%' || $1 || '%' AND type <> 'sealed' ORDER BY position`;
    return (await owner.query<{ type: string }>(sql, [interviewId])).rows.map((row) => row.type);
  });

afterAll(() => database.close());

it('shows a packet without the name, logs the first opening once, and keeps drafts', async () => {
  const { reviewers, packets: ids, interviewId, root } = await scene();
  const [reviewer, packetId] = [at(reviewers, 0), at(ids, 0)];
  const packet = await packets.open(reviewer, packetId);
  expect(packet).toMatchObject({ packetId, candidateName: null, locked: false, place: { number: 1, of: 1 } });
  expect(packet.answers.map((answer) => answer.text)).toEqual(['My first answer', 'My second answer']);
  expect(packet.sealedSentence).toContain('all 2 required scorecards');
  expect(packet.root).toBe(root);
  expect(JSON.stringify(packet)).not.toContain(interviewId);
  expect(JSON.stringify(packet)).not.toContain('Robin');

  await packets.saveDraft(reviewer, packetId, {
    ratings: [{ questionId: 'first', criterionId: 'clarity', rating: 2 }],
  });
  expect((await packets.open(reviewer, packetId)).draft.ratings).toHaveLength(1);
  expect(await entryTypes(interviewId)).toEqual(['opened']);
});

it('gives nobody another reviewer’s packet', async () => {
  const { reviewers, packets: ids } = await scene();
  await expect(packets.open(at(reviewers, 1), at(ids, 0))).rejects.toBeInstanceOf(PacketNotFound);
  const own = await packets.open(at(reviewers, 0), at(ids, 0));
  const signed = await signedWith(await keyOf(at(reviewers, 1)), own, card(3, 3));
  await expect(scorecards.lock(at(reviewers, 1), at(ids, 0), signed)).rejects.toBeInstanceOf(PacketNotFound);
});

it('refuses an incomplete scorecard and names what is missing', async () => {
  const { reviewers, packets: ids } = await scene();
  const partly = { ratings: card(3, 3).ratings.slice(0, 1) };
  const refused = await lock(at(reviewers, 0), at(ids, 0), partly).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ScorecardIncomplete);
  expect(refused).toMatchObject({ fields: [{ path: 'second.clarity' }] });
});

it('locks the interview with the last required scorecard, and takes no second scorecard', async () => {
  const { reviewers, packets: ids, interviewId } = await scene();
  await lock(at(reviewers, 0), at(ids, 0), card(3, 4));
  expect(await database.lock.count({ where: { interviewId } })).toBe(0);
  await expect(lock(at(reviewers, 0), at(ids, 0), card(5, 4))).rejects.toBeInstanceOf(ScorecardAlreadyLocked);
  await lock(at(reviewers, 0), at(ids, 0), card(3, 4)); // the same click again
  await lock(at(reviewers, 1), at(ids, 1), card(4, null));
  expect(await database.lock.findFirst({ where: { interviewId } })).toMatchObject({
    medians: [
      { questionId: 'first', criterionId: 'clarity', rating: 3.5 },
      { questionId: 'second', criterionId: 'clarity', rating: 4 },
    ],
  });
  expect(await entryTypes(interviewId)).toEqual(['opened', 'rated', 'opened', 'rated', 'locked']);
});

it('locks every interview once when its reviewers lock at the same moment', async () => {
  const scenes = await Promise.all(Array.from({ length: 12 }, () => scene()));
  const locking = scenes.flatMap(({ reviewers, packets: ids }) =>
    [0, 1].map((index) => lock(at(reviewers, index), at(ids, index), card(3, 3))),
  );
  await Promise.all(locking);
  for (const { interviewId } of scenes) {
    expect((await entryTypes(interviewId)).filter((type) => type === 'locked')).toHaveLength(1);
  }
});

it('seats a third person when ratings differ by two, and locks with the median only then', async () => {
  const { reviewers, packets: ids, interviewId } = await scene(1);
  await lock(at(reviewers, 0), at(ids, 0), card(1, 3));
  await lock(at(reviewers, 1), at(ids, 1), card(4, 3));
  expect(await database.lock.count({ where: { interviewId } })).toBe(0);

  const listed = await queue.queue(at(reviewers, 2), { state: 'open', limit: 10 });
  expect(listed).toMatchObject({ left: 1, rows: [{ state: 'to-rate', interviewId: null, answers: 2 }] });
  const packetId = at(listed.rows, 0).packetId;
  expect(Object.keys(await packets.open(at(reviewers, 2), packetId))).toEqual(
    Object.keys(await packets.open(at(reviewers, 0), at(ids, 0))),
  );
  await lock(at(reviewers, 2), packetId, card(2, 3));
  expect(await database.lock.findFirst({ where: { interviewId } })).toMatchObject({
    medians: [{ rating: 2 }, { rating: 3 }],
  });
});

it('keeps the third seat open until somebody may take it', async () => {
  const { reviewers, packets: ids, interviewId, requisitionId } = await scene();
  await lock(at(reviewers, 0), at(ids, 0), card(1, 1));
  await lock(at(reviewers, 1), at(ids, 1), card(5, 5));
  expect(await database.openSeat.count({ where: { interviewId } })).toBe(1);
  expect((await queue.queue(at(reviewers, 0), { state: 'open', limit: 10 })).rows).toHaveLength(0);

  const late = await asOwner(async (owner) => {
    const id = await account(owner, 'late', 'reviewer');
    await owner.query(`INSERT INTO screening.member VALUES ($1, $2, 'reviewer')`, [requisitionId, id]);
    return id;
  });
  expect((await queue.queue(late, { state: 'open', limit: 10 })).rows).toHaveLength(1);
  expect(await database.openSeat.count({ where: { interviewId } })).toBe(0);
});

it('pages the queue without gaps or repeats', async () => {
  const reviewer = await asOwner(async (owner) => {
    const id = await account(owner, 'busy', 'reviewer');
    const requisition = await openRequisition(
      owner,
      { recruiter: [], reviewer: [id], hiring_manager: [] },
      twoQuestions({ requiredScorecards: 1 }),
    );
    for (let index = 0; index < 7; index++) {
      await availableTo(owner, { ...requisition, ...(await submittedInterview(owner, requisition)) }, [id]);
    }
    return id;
  });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await queue.queue(reviewer, { state: 'open', limit: 3, cursor });
    seen.push(...page.rows.map((row) => row.packetId));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(new Set(seen).size).toBe(7);
  expect(seen).toHaveLength(7);
});
