import { randomUUID } from 'node:crypto';
import pg from 'pg';
import {
  account,
  asOwner,
  availableTo,
  openRequisition,
  submittedInterview,
} from '../../../../tests/support/screening-rows';
import { isTaken, refusalOf } from './refusal';
import { openDatabase } from './role-client';

const insertRole = `INSERT INTO people.user_role (user_id, role) VALUES ($1, $2::people.role)`;
const insertMember = `INSERT INTO screening.member (requisition_id, user_id, duty) VALUES ($1, $2, $3::screening.duty)`;
const apart = { code: '23514', constraint: 'duties_apart' };
const needsRole = { code: '23514', constraint: 'duty_needs_role' };

describe('duties stay apart', () => {
  const officers = ['accommodation_officer', 'compliance_officer'];
  const judges = ['recruiter', 'reviewer', 'hiring_manager'];
  const pairs = officers.flatMap((officer) => judges.map((judge) => [officer, judge] as const));

  test.each(pairs)('%s and %s, in either order', async (officer, judge) => {
    await asOwner(async (owner) => {
      const first = await account(owner, 'first', officer);
      await expect(owner.query(insertRole, [first, judge])).rejects.toMatchObject(apart);
      const second = await account(owner, 'second', judge);
      await expect(owner.query(insertRole, [second, officer])).rejects.toMatchObject(apart);
      await expect(
        owner.query('UPDATE people.user_role SET role = $2::people.role WHERE user_id = $1', [second, judge]),
      ).resolves.toBeTruthy();
    });
  });

  test.each(officers)('nobody who belongs to a requisition becomes %s', async (officer) => {
    await asOwner(async (owner) => {
      const reviewer = await account(owner, 'member', 'reviewer');
      await openRequisition(owner, { recruiter: [], reviewer: [reviewer], hiring_manager: [] });
      await owner.query('DELETE FROM people.user_role WHERE user_id = $1', [reviewer]);
      await expect(owner.query(insertRole, [reviewer, officer])).rejects.toMatchObject(apart);
    });
  });

  test('a duty needs its role', async () => {
    await asOwner(async (owner) => {
      const reviewer = await account(owner, 'reviewer', 'reviewer');
      const officer = await account(owner, 'officer', 'compliance_officer');
      const { requisitionId } = await openRequisition(owner, {
        recruiter: [],
        reviewer: [],
        hiring_manager: [],
      });
      await expect(owner.query(insertMember, [requisitionId, reviewer, 'recruiter'])).rejects.toMatchObject(
        needsRole,
      );
      await expect(owner.query(insertMember, [requisitionId, officer, 'reviewer'])).rejects.toMatchObject(
        needsRole,
      );
      await owner.query(insertMember, [requisitionId, reviewer, 'reviewer']);
    });
  });

  test('administrators and auditors may have other roles', async () => {
    await asOwner(async (owner) => {
      await account(owner, 'a', 'administrator', 'reviewer');
      await account(owner, 'b', 'administrator', 'compliance_officer', 'accommodation_officer', 'auditor');
    });
  });

  test('two half-rights granted side by side do not both pass', async () => {
    const person = await asOwner((owner) => account(owner, 'racer'));
    const [one, two] = [
      new pg.Client(process.env['DATABASE_URL']),
      new pg.Client(process.env['DATABASE_URL']),
    ];
    await Promise.all([one.connect(), two.connect()]);
    await Promise.all([one.query('BEGIN'), two.query('BEGIN')]);
    await one.query(insertRole, [person, 'reviewer']);
    const waiting = two.query(insertRole, [person, 'compliance_officer']).then(
      () => 'granted',
      (error: pg.DatabaseError) => error.constraint,
    );
    await one.query('COMMIT');
    expect(await waiting).toBe('duties_apart');
    await two.query('ROLLBACK');
    await Promise.all([one.end(), two.end()]);
  });
});

describe('what is final', () => {
  /** One row in each final table; returns statements that would change it. */
  async function scene(owner: pg.Client): Promise<Record<string, string>> {
    const reviewer = await account(owner, 'reviewer', 'reviewer');
    const requisition = await openRequisition(owner, {
      recruiter: [],
      reviewer: [reviewer],
      hiring_manager: [],
    });
    const interview = await submittedInterview(owner, requisition);
    const { interviewId } = interview;
    const [packet] = await availableTo(owner, { ...requisition, ...interview }, [reviewer]);
    const notice = randomUUID();
    await owner.query(
      `INSERT INTO consent.notice (id, version, language, text, text_hash, published_at) VALUES ('${notice}', 7, 'en', 't', 'h', now());
       INSERT INTO consent.consent (interview_id, notice_id, transcription, ai_assessment, created_at) VALUES ('${interviewId}', '${notice}', true, true, now());
       INSERT INTO review.scorecard (packet_id, interview_id, round, reviewer_id, seat, content, salt, digest, rated_at) VALUES ('${packet}', '${interviewId}', 1, '${reviewer}', 'required', '{}', '', '', now());
       INSERT INTO review.lock (interview_id, round, medians, locked_at) VALUES ('${interviewId}', 1, '[]', now());
       INSERT INTO review.reveal (interview_id, round, revealed_at) VALUES ('${interviewId}', 1, now());
       INSERT INTO review.revision (interview_id, round, reviewer_id, question_id, criterion_id, reason, created_at, salt) VALUES ('${interviewId}', 1, '${reviewer}', 'q', 'c', 'r', now(), '');
       INSERT INTO review.decision (interview_id, decided_by, outcome, reasons, decided_at, salt) VALUES ('${interviewId}', '${reviewer}', 'decline', '{}', now(), '');
       INSERT INTO sealed.seal (interview_id, run, key_id, encapsulated, ciphertext, commitment, sealed_at) VALUES ('${interviewId}', 1, 'k', '', '', 'c', now());
       INSERT INTO ledger.pending (id, type, entry, created_at) VALUES ('${randomUUID()}', 't', '{"interview":"${interviewId}"}', now())`,
    );
    const where = `WHERE interview_id = '${interviewId}'`;
    return {
      notice: `UPDATE consent.notice SET text = 'x' WHERE id = '${notice}'`,
      'deleting a notice': `DELETE FROM consent.notice WHERE id = '${notice}'`,
      consent: `UPDATE consent.consent SET ai_assessment = false ${where}`,
      scorecard: `UPDATE review.scorecard SET content = '{"x":1}' ${where}`,
      lock: `UPDATE review.lock SET medians = '[1]' ${where}`,
      reveal: `UPDATE review.reveal SET summary = '{}' ${where}`,
      revision: `UPDATE review.revision SET reason = 'x' ${where}`,
      decision: `UPDATE review.decision SET outcome = 'advance' ${where}`,
      seal: `UPDATE sealed.seal SET commitment = 'x' ${where}`,
      'published template': `UPDATE screening.template_version SET content = '{}' WHERE id = '${requisition.templateVersionId}'`,
      'deleting a published template': `DELETE FROM screening.template_version WHERE id = '${requisition.templateVersionId}'`,
      'log entry': `UPDATE ledger.pending SET entry = '{}' WHERE entry LIKE '%${interviewId}%'`,
      'deleting a log entry': `DELETE FROM ledger.pending WHERE entry LIKE '%${interviewId}%'`,
      'emptying the log': `TRUNCATE ledger.pending CASCADE`,
    };
  }

  test('is refused to the owner as well', async () => {
    await asOwner(async (owner) => {
      for (const [what, statement] of Object.entries(await scene(owner))) {
        const refused = await owner.query(statement).then(
          () => `${what} was changed`,
          (error: pg.DatabaseError) => error.code,
        );
        expect(`${what}: ${refused}`).toBe(`${what}: 55000`);
      }
    });
  });

  test('is not yet so for a template that is still a draft', async () => {
    await asOwner(async (owner) => {
      const { requisitionId } = await openRequisition(owner, {
        recruiter: [],
        reviewer: [],
        hiring_manager: [],
      });
      await owner.query(
        `INSERT INTO screening.template_version (requisition_id, number, content, updated_at) VALUES ($1, 2, '{}', now())`,
        [requisitionId],
      );
      const draft = `UPDATE screening.template_version SET content = '{"a":1}', published_at = now() WHERE requisition_id = $1 AND number = 2`;
      await owner.query(draft, [requisitionId]);
      await expect(owner.query(draft, [requisitionId])).rejects.toMatchObject({ code: '55000' });
    });
  });
});

describe('refusals through the client', () => {
  test('tell the state and the name of the law', async () => {
    const signin = openDatabase('signin', process.env['DATABASE_URL_SIGNIN'] ?? '');
    const reviewer = await asOwner((owner) => account(owner, 'r', 'reviewer'));
    const { email } = await signin.user.findUniqueOrThrow({ where: { id: reviewer } });
    const failure = (work: Promise<unknown>): Promise<unknown> =>
      work.then(
        () => null,
        (error: unknown) => error,
      );

    const duties = await failure(
      signin.userRole.create({ data: { userId: reviewer, role: 'compliance_officer' } }),
    );
    expect(refusalOf(duties)).toEqual({ state: '23514', law: 'duties_apart' });

    const twice = await failure(
      signin.user.create({ data: { email, name: 'x', passwordHash: 'x', createdAt: new Date() } }),
    );
    expect(isTaken(twice, 'user_email_key')).toBe(true);
    expect(isTaken(twice, 'another')).toBe(false);

    expect(refusalOf(await failure(signin.$queryRaw`SELECT * FROM identity.candidate`))).toEqual({
      state: '42501',
      law: null,
    });
    expect(refusalOf(new Error('x'))).toBeNull();
    expect(refusalOf(null)).toBeNull();
    await signin.close();
  });
});
