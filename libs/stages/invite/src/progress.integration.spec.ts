import type { Template } from '@evenhand/contracts';
import { readSettings } from '@evenhand/platform';
import { asOwner, submittedInterview, twoQuestions } from '../../../../tests/support/screening-rows';
import { OutboxStage } from './outbox.stage';
import {
  clock,
  database,
  invitations,
  openRequisition,
  outbox,
  page,
  person,
  progress,
  requisitions,
} from './recruiting.fake';

afterAll(() => database.close());

describe('progress', () => {
  test('counts and shows where interviews stand, and of reviewing only what is revealed or decided', async () => {
    const { recruiter, id } = await openRequisition();
    const candidates = ['invited', 'started', 'gone'].map((name) => ({
      name,
      email: `${name}@progress.example.org`,
    }));
    await invitations.invite(id, { candidates }, recruiter);
    const { template: templateVersionId, ...submitted } = await asOwner(async (owner) => {
      const { rows } = await owner.query<{ id: string }>(
        'SELECT id FROM screening.template_version WHERE requisition_id = $1',
        [id],
      );
      const template = rows[0]?.id ?? '';
      const [one, two, three] = [
        await submittedInterview(owner, { requisitionId: id, templateVersionId: template }),
        await submittedInterview(owner, { requisitionId: id, templateVersionId: template }),
        await submittedInterview(owner, { requisitionId: id, templateVersionId: template }),
      ];
      const set = (status: string, email: string) =>
        owner.query(
          `UPDATE screening.interview SET status = $1::screening.interview_status WHERE candidate_id = (SELECT id FROM identity.candidate WHERE email = $2)`,
          [status, email],
        );
      await set('in_progress', 'started@progress.example.org');
      await set('withdrawn', 'gone@progress.example.org');
      return { template, one: one.interviewId, two: two.interviewId, three: three.interviewId };
    });
    expect(templateVersionId).not.toBe('');
    const before = {
      funnel: (await requisitions.read(id, recruiter)).funnel,
      list: await progress.list(id, page, recruiter),
    };
    expect(before.funnel).toEqual({
      invited: 1,
      inProgress: 1,
      submitted: 3,
      notFinished: 0,
      revealed: 0,
      decided: 0,
    });

    // Reviewing goes on: nothing of it may show.
    await asOwner(async (owner) => {
      const packet = '00000000-0000-4000-8000-000000000001';
      await owner.query(
        `INSERT INTO review.available_interview (interview_id, round, requisition_id, template_version_id, available_at) VALUES ($1, 1, $2, $3, now())`,
        [submitted.one, id, templateVersionId],
      );
      await owner.query(
        `INSERT INTO review.assignment (packet_id, interview_id, round, requisition_id, reviewer_id, seat, place, assigned_at, opened_at) VALUES ($1, $2, 1, $3, $1, 'required', 1, now(), now())`,
        [packet, submitted.one, id],
      );
      await owner.query(
        `INSERT INTO review.scorecard (packet_id, interview_id, round, reviewer_id, seat, content, salt, digest, rated_at) VALUES ($1, $2, 1, $1, 'required', '{}', '', '', now())`,
        [packet, submitted.one],
      );
      await owner.query(
        `INSERT INTO review.lock (interview_id, round, medians, locked_at) VALUES ($1, 1, '[]', now())`,
        [submitted.one],
      );
    });
    expect({
      funnel: (await requisitions.read(id, recruiter)).funnel,
      list: await progress.list(id, page, recruiter),
    }).toEqual(before);

    await asOwner(async (owner) => {
      for (const interview of [submitted.one, submitted.two]) {
        await owner.query(
          'INSERT INTO review.reveal (interview_id, round, revealed_at) VALUES ($1, 1, now())',
          [interview],
        );
      }
      await owner.query(
        `INSERT INTO review.decision (interview_id, decided_by, outcome, reasons, decided_at, salt) VALUES ($1, $1, 'advance', '{}', now(), '')`,
        [submitted.two],
      );
    });
    // Over, but who has been given more time must not be told by a submission that comes late.
    clock.pass(8 * 24 * 3_600_000);
    expect((await requisitions.read(id, recruiter)).funnel).toMatchObject({
      invited: 1,
      inProgress: 1,
      notFinished: 0,
    });
    clock.pass(7 * 24 * 3_600_000);
    const after = await requisitions.read(id, recruiter);
    expect(after.funnel).toEqual({
      invited: 0,
      inProgress: 0,
      submitted: 3,
      notFinished: 2,
      revealed: 2,
      decided: 1,
    });
    const { rows } = await progress.list(id, page, recruiter);
    const shown = new Map(rows.map((row) => [row.id, [row.progress, row.revealed, row.decision]]));
    expect(shown.get(submitted.one)).toEqual(['submitted', true, null]);
    expect(shown.get(submitted.two)).toEqual(['submitted', true, 'advance']);
    expect(shown.get(submitted.three)).toEqual(['submitted', false, null]);
    expect(rows.map((row) => row.progress).sort()).toEqual([
      'not-finished',
      'not-finished',
      'submitted',
      'submitted',
      'submitted',
      'withdrawn',
    ]);
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual([
      'candidate',
      'decision',
      'id',
      'invitedAt',
      'progress',
      'revealed',
    ]);
  });
});

describe('the outbox', () => {
  test('shows recruiters mail of their own requisitions, and texts in the demo only', async () => {
    const { recruiter, id } = await openRequisition(twoQuestions() as Template);
    const stranger = await person('recruiter');
    const candidates = [1, 2, 3].map((one) => ({ name: `Out ${one}`, email: `out${one}@example.org` }));
    await invitations.invite(id, { candidates }, recruiter);
    const first = await outbox.list({ limit: 2 }, recruiter, false);
    const second = await outbox.list({ limit: 2, cursor: first.next ?? '' }, recruiter, false);
    const recipients = [...first.rows, ...second.rows].map(({ recipient }) => recipient);
    expect(recipients.sort()).toEqual(candidates.map(({ email }) => email));
    expect(second.next).toBeNull();
    expect(first.sends).toBe(false);
    expect(first.rows[0]?.text).toContain('/interview/i/');
    expect((await outbox.list(page, stranger, false)).rows).toEqual([]);
    expect((await outbox.list(page, stranger, true)).rows.length).toBeGreaterThan(2);

    const sober = new OutboxStage(database, readSettings({ SMTP_URL: 'smtp://127.0.0.1' }));
    const { rows, sends } = await sober.list(page, recruiter, false);
    expect(rows.every(({ subject, text }) => subject === null && text === null)).toBe(true);
    expect(sends).toBe(true);
  });
});
