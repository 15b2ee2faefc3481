import { openDatabase } from '@evenhand/adapters/database';
import { MediaLinks } from '@evenhand/domain';
import { SeededChance, StillClock } from '@evenhand/domain/testing';
import { randomUUID } from 'node:crypto';
import {
  account,
  asOwner,
  availableTo,
  openRequisition,
  submittedInterview,
} from '../../../../tests/support/screening-rows';
import { NotARater, NotRevealed, RatingUnchanged, RatingUnknown } from './reveal.errors';
import { RevealStage } from './reveal.stage';
import { RevisionStage } from './revision.stage';

const clock = new StillClock(Date.UTC(2026, 10, 24, 12));
class TestLinks extends MediaLinks {
  linkTo = (key: string) => `/media/${key}`;
}

const staff = openDatabase('staff', process.env['DATABASE_URL_STAFF'] ?? '');
const review = openDatabase('review', process.env['DATABASE_URL_REVIEW'] ?? '');
const reveal = new RevealStage(staff, new TestLinks());
const revision = new RevisionStage(review, clock, new SeededChance(7));
const reader = (personId: string) => ({
  personId,
  names: (ids: readonly string[]) => Promise.resolve(new Map(ids.map((id) => [id, `Name of ${id}`]))),
});

const ratings = [
  { questionId: 'first', criterionId: 'clarity', rating: 3 },
  { questionId: 'second', criterionId: 'clarity', rating: null },
];
const summary = {
  v: 1,
  kind: 'summary',
  origin: 'authored',
  model: 'replay',
  prompt: null,
  criteria: [
    {
      questionId: 'first',
      criterionId: 'clarity',
      score: 4,
      abstention: null,
      statement: 'Clear.',
      quotes: [],
    },
  ],
};

/** A locked interview with two scorecards; revealed when asked for. */
const scene = (revealed: boolean) =>
  asOwner(async (owner) => {
    const [recruiter, one, two, stranger] = [
      await account(owner, 'recruiter', 'recruiter'),
      await account(owner, 'one', 'reviewer'),
      await account(owner, 'two', 'reviewer'),
      await account(owner, 'stranger', 'reviewer'),
    ];
    const requisition = await openRequisition(owner, {
      recruiter: [recruiter],
      reviewer: [one, two],
      hiring_manager: [],
    });
    const { interviewId } = await submittedInterview(owner, requisition);
    const packets = await availableTo(owner, { ...requisition, interviewId }, [one, two]);
    for (const [index, reviewer] of [one, two].entries()) {
      await owner.query(
        `INSERT INTO review.scorecard VALUES ($1, $2, 1, $3, 'required', $4, '\\x07', repeat('a', 64), now())`,
        [packets[index], interviewId, reviewer, JSON.stringify({ ratings })],
      );
    }
    await owner.query(`INSERT INTO review.lock VALUES ($1, 1, $2, now())`, [
      interviewId,
      JSON.stringify([{ questionId: 'first', criterionId: 'clarity', rating: 3 }]),
    ]);
    if (revealed) {
      await owner.query(`INSERT INTO review.reveal VALUES ($1, 1, $2, now())`, [
        interviewId,
        JSON.stringify(summary),
      ]);
    }
    return { interviewId, recruiter, one, two, stranger };
  });

afterAll(async () => {
  await staff.close();
  await review.close();
});

it('shows nothing before the reveal, to anybody', async () => {
  const { interviewId, recruiter, one } = await scene(false);
  for (const person of [recruiter, one]) {
    await expect(reveal.view(interviewId, reader(person))).rejects.toBeInstanceOf(NotRevealed);
  }
  await expect(
    revision.revise(one, interviewId, { ...ratings[0]!, rating: 4, reason: 'x' }),
  ).rejects.toBeInstanceOf(NotRevealed);
});

it('keeps scorecards from the staff role until the revealer has written its row', async () => {
  const { interviewId } = await scene(false);
  const count = () =>
    staff.$queryRaw<
      { n: number }[]
    >`SELECT count(*)::int AS n FROM review.revealed_scorecard WHERE interview_id = ${interviewId}::uuid`;
  expect(await count()).toEqual([{ n: 0 }]);
  await asOwner((owner) =>
    owner.query(`INSERT INTO review.reveal VALUES ($1, 1, NULL, now())`, [interviewId]),
  );
  expect(await count()).toEqual([{ n: 2 }]);
});

it('shows everything side by side after it: the name to the recruiter, not to a reviewer of a template that hides it', async () => {
  const { interviewId, recruiter, one } = await scene(true);
  const forRecruiter = await reveal.view(interviewId, reader(recruiter));
  expect(forRecruiter).toMatchObject({
    candidateName: 'Robin Example',
    summary: { origin: 'authored', criteria: [{ score: 4 }] },
    medians: [{ rating: 3 }],
    may: { revise: false, decide: true },
  });
  expect(forRecruiter.scorecards.map((card) => card.own)).toEqual([false, false]);
  const forReviewer = await reveal.view(interviewId, reader(one));
  expect(forReviewer).toMatchObject({ candidateName: null, may: { revise: true, decide: false } });
  expect(forReviewer.scorecards.filter((card) => card.own)).toHaveLength(1);
});

it('is nobody else’s business', async () => {
  const { interviewId, stranger } = await scene(true);
  await expect(reveal.view(interviewId, reader(stranger))).rejects.toBeInstanceOf(NotRevealed);
  await expect(reveal.view(randomUUID(), reader(stranger))).rejects.toBeInstanceOf(NotRevealed);
});

it('takes a revision with a reason, keeps the original, and refuses one that changes nothing', async () => {
  const { interviewId, one, recruiter } = await scene(true);
  const change = {
    questionId: 'first',
    criterionId: 'clarity',
    rating: 4,
    reason: 'I missed the example at the end.',
  } as const;
  await revision.revise(one, interviewId, change);
  await expect(revision.revise(one, interviewId, change)).rejects.toBeInstanceOf(RatingUnchanged);
  await expect(revision.revise(one, interviewId, { ...change, criterionId: 'charm' })).rejects.toBeInstanceOf(
    RatingUnknown,
  );
  await expect(revision.revise(recruiter, interviewId, change)).rejects.toBeInstanceOf(NotARater);
  const view = await reveal.view(interviewId, reader(one));
  expect(view.revisions).toMatchObject([{ rating: 4, reviewerId: one, reason: change.reason }]);
  expect(view.scorecards.find((card) => card.own)?.ratings[0]?.rating).toBe(3);
});
