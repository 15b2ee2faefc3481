import { openDatabase } from '@evenhand/adapters/database';
import type { NewDecision } from '@evenhand/contracts';
import { SeededChance, StillClock } from '@evenhand/domain/testing';
import { randomUUID } from 'node:crypto';
import {
  account,
  asOwner,
  openRequisition,
  submittedInterview,
} from '../../../../tests/support/screening-rows';
import { AlreadyDecided, DecisionBeforeReveal, NotADecider, ReasonUnknown } from './decide.errors';
import { DecideStage } from './decide.stage';

const clock = new StillClock(Date.UTC(2026, 10, 24, 12));
const staff = openDatabase('staff', process.env['DATABASE_URL_STAFF'] ?? '');
const stage = new DecideStage(staff, clock, new SeededChance(7));

const decision: NewDecision = {
  outcome: 'advance',
  reasons: {
    criteria: [{ questionId: 'first', criterionId: 'clarity', reason: 'A clear example.' }],
    summary: '',
  },
  message: 'We liked your example about the refund.',
  conversationUrl: 'https://meet.example.org/robin',
};

const scene = (revealed: boolean) =>
  asOwner(async (owner) => {
    const recruiter = await account(owner, 'recruiter', 'recruiter');
    const reviewer = await account(owner, 'reviewer', 'reviewer');
    const requisition = await openRequisition(owner, {
      recruiter: [recruiter],
      reviewer: [reviewer],
      hiring_manager: [],
    });
    const { interviewId } = await submittedInterview(owner, requisition);
    if (revealed) await owner.query(`INSERT INTO review.reveal VALUES ($1, 1, NULL, now())`, [interviewId]);
    return { interviewId, recruiter, reviewer };
  });

afterAll(() => staff.close());

it('waits for the reveal', async () => {
  const { interviewId, recruiter } = await scene(false);
  await expect(stage.decide(recruiter, interviewId, decision)).rejects.toBeInstanceOf(DecisionBeforeReveal);
});

it('records a person’s decision once, tells the candidate and logs it', async () => {
  const { interviewId, recruiter } = await scene(true);
  expect(await stage.decide(recruiter, interviewId, decision)).toMatchObject({
    interviewId,
    outcome: 'advance',
  });
  await expect(
    stage.decide(recruiter, interviewId, { ...decision, outcome: 'decline' }),
  ).rejects.toBeInstanceOf(AlreadyDecided);
  const told = await asOwner(async (owner) => ({
    mail: (
      await owner.query(
        `SELECT m.subject, m.text FROM identity.mail m JOIN jobs.step s ON s.subject = m.id AND s.stage = 'mail'`,
      )
    ).rows,
    outcome: (
      await owner.query('SELECT message FROM screening.outcome WHERE interview_id = $1', [interviewId])
    ).rows,
    entries: (await owner.query(`SELECT entry FROM ledger.pending WHERE type = 'decided'`)).rows,
  }));
  expect(told.mail).toHaveLength(1);
  expect(told.mail[0].text).toContain('https://meet.example.org/robin');
  expect(told.outcome[0].message).toContain('refund');
  expect(told.entries).toHaveLength(1);
  expect(told.entries[0].entry).not.toContain('refund');
});

it('is for recruiters and hiring managers of the requisition, with reasons it has criteria for', async () => {
  const { interviewId, recruiter, reviewer } = await scene(true);
  await expect(stage.decide(reviewer, interviewId, decision)).rejects.toBeInstanceOf(NotADecider);
  await expect(stage.decide(randomUUID(), interviewId, decision)).rejects.toBeInstanceOf(
    DecisionBeforeReveal,
  );
  const strange = { criteria: [{ questionId: 'first', criterionId: 'charm', reason: 'x' }], summary: '' };
  await expect(
    stage.decide(recruiter, interviewId, { ...decision, reasons: strange }),
  ).rejects.toBeInstanceOf(ReasonUnknown);
});
