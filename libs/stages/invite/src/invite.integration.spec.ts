import { openDatabase } from '@evenhand/adapters/database';
import type { Template } from '@evenhand/contracts';
import { SeededChance, StillClock } from '@evenhand/domain/testing';
import { digestOf, digestOfJson } from '@evenhand/ledger';
import { InvalidInput, readSettings } from '@evenhand/platform';
import { account, asOwner, submittedInterview, twoQuestions } from '../../../../tests/support/screening-rows';
import { draftTemplate } from './draft-template';
import { InvitationStage } from './invitation.stage';
import {
  CandidateListInvalid,
  DutyNeedsRole,
  RequisitionNotDraft,
  RequisitionNotOpen,
  RequisitionUnknown,
  TemplateIncomplete,
} from './invite.errors';
import { MembersStage } from './members.stage';
import { OpenLinkStage } from './open-link.stage';
import { OutboxStage } from './outbox.stage';
import { ProgressStage } from './progress.stage';
import { PublishStage } from './publish.stage';
import { RequisitionStage } from './requisition.stage';

const database = openDatabase('staff', process.env['DATABASE_URL_STAFF'] ?? '');
const clock = new StillClock();
const chance = new SeededChance(7);
const settings = readSettings({ PUBLIC_URL: 'https://hire.example.org', EVENHAND_MODE: 'demo' });
const requisitions = new RequisitionStage(database, clock, chance);
const publishing = new PublishStage(database, clock, chance);
const members = new MembersStage(database, clock, chance);
const invitations = new InvitationStage(database, settings, clock, chance);
const links = new OpenLinkStage(database, settings, clock, chance);
const progress = new ProgressStage(database, clock);
const outbox = new OutboxStage(database, settings);

const page = { limit: 50 };
const newcomer = {
  title: 'Support agent',
  description: '',
  contactEmail: 'jobs@example.org',
  promisedDays: 14,
};
const person = (...roles: string[]) => asOwner((owner) => account(owner, 'colleague', ...roles));
const entries = (requisitionId: string): Promise<Record<string, unknown>[]> =>
  asOwner(async (owner) => {
    const { rows } = await owner.query<{ entry: string }>(
      `SELECT entry FROM ledger.pending WHERE entry::jsonb ->> 'requisition' = $1 ORDER BY position`,
      [requisitionId],
    );
    return rows.map(({ entry }) => JSON.parse(entry) as Record<string, unknown>);
  });
const countOf = (table: string): Promise<number> =>
  asOwner(async (owner) =>
    Number((await owner.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n),
  );

/** A recruiter with a requisition that is open. */
async function openRequisition(template?: Template): Promise<{ recruiter: string; id: string }> {
  const recruiter = await person('recruiter');
  const { id } = await requisitions.create({ ...newcomer, ...(template ? { template } : {}) }, recruiter);
  const reviewers = [await person('reviewer'), await person('reviewer')];
  await members.replace(
    id,
    [
      { userId: recruiter, duty: 'recruiter' },
      ...reviewers.map((userId) => ({ userId, duty: 'reviewer' as const })),
    ],
    recruiter,
  );
  await publishing.publish(id, recruiter);
  return { recruiter, id };
}

afterAll(() => database.close());

describe('a requisition', () => {
  test('starts as a draft with a template that only lacks reviewers', async () => {
    const recruiter = await person('recruiter');
    const made = await requisitions.create(newcomer, recruiter);
    expect(made).toMatchObject({
      status: 'draft',
      template: draftTemplate('Support agent'),
      templateHash: null,
      members: [{ userId: recruiter, duty: 'recruiter' }],
      openLink: null,
    });
    const refused: unknown = await publishing.publish(made.id, recruiter).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(TemplateIncomplete);
    expect(refused).toMatchObject({ fields: [{ path: 'members' }] });
  });

  test('is there for its recruiters and hiring managers, and for nobody else', async () => {
    const { recruiter, id } = await openRequisition();
    const [manager, stranger] = [await person('hiring_manager'), await person('recruiter')];
    const { members: present } = await requisitions.read(id, recruiter);
    await members.replace(id, [...present, { userId: manager, duty: 'hiring_manager' }], recruiter);
    expect((await requisitions.read(id, manager)).id).toBe(id);
    expect((await requisitions.list(page, manager)).rows.map((row) => row.id)).toEqual([id]);

    const reviewer = present.find(({ duty }) => duty === 'reviewer')?.userId ?? '';
    for (const other of [stranger, reviewer]) {
      await expect(requisitions.read(id, other)).rejects.toThrow(RequisitionUnknown);
      await expect(progress.list(id, page, other)).rejects.toThrow(RequisitionUnknown);
      expect((await requisitions.list(page, other)).rows).toEqual([]);
    }
    for (const other of [stranger, reviewer, manager]) {
      const list = { candidates: [{ name: 'A', email: 'a@example.org' }] };
      await expect(invitations.invite(id, list, other)).rejects.toThrow(RequisitionUnknown);
      await expect(links.create(id, undefined, other)).rejects.toThrow(RequisitionUnknown);
      await expect(members.replace(id, present, other)).rejects.toThrow(RequisitionUnknown);
      await expect(publishing.close(id, other)).rejects.toThrow(RequisitionUnknown);
      await expect(requisitions.change(id, { title: 'x' }, other)).rejects.toThrow(RequisitionUnknown);
    }
  });

  test('pages newest first without losing or repeating any', async () => {
    const recruiter = await person('recruiter');
    const ids: string[] = [];
    for (let index = 0; index < 7; index++) {
      // Every other one is made in the same millisecond as the one before.
      if (index % 2 === 0) clock.pass(1);
      ids.push((await requisitions.create(newcomer, recruiter)).id);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { rows, next } = await requisitions.list({ limit: 2, ...(cursor ? { cursor } : {}) }, recruiter);
      seen.push(...rows.map(({ id }) => id));
      cursor = next ?? undefined;
    } while (cursor !== undefined);
    expect([...seen].sort()).toEqual([...ids].sort());
    expect(seen[0]).toBe(ids[6]);
  });

  test('changes while it is a draft and is frozen, hashed and logged once published', async () => {
    const recruiter = await person('recruiter');
    const reviewer = await person('reviewer');
    const { id } = await requisitions.create(newcomer, recruiter);
    const template = { ...draftTemplate('x'), requiredScorecards: 1 as const };
    await requisitions.change(id, { title: 'Baker', template }, recruiter);
    await members.replace(
      id,
      [
        { userId: recruiter, duty: 'recruiter' },
        { userId: reviewer, duty: 'reviewer' },
      ],
      recruiter,
    );
    const both = await Promise.allSettled([
      publishing.publish(id, recruiter),
      publishing.publish(id, recruiter),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);

    const open = await requisitions.read(id, recruiter);
    expect(open).toMatchObject({ title: 'Baker', status: 'open', templateHash: digestOfJson(template) });
    await expect(requisitions.change(id, { title: 'Butcher' }, recruiter)).rejects.toThrow(
      RequisitionNotDraft,
    );
    await expect(publishing.publish(id, recruiter)).rejects.toThrow(RequisitionNotDraft);
    expect((await entries(id)).map(({ type }) => type)).toEqual([
      'requisition-created',
      'members-changed',
      'requisition-published',
    ]);
    expect((await entries(id))[2]).toMatchObject({ rubric: open.templateHash, by: recruiter });
  });

  test('is not published with criteria nobody may be rated by, or without reasons', async () => {
    const recruiter = await person('recruiter');
    const template = draftTemplate('x');
    const [question] = template.questions;
    const [criterion] = question?.criteria ?? [];
    if (!question || !criterion) throw new Error('the draft has no criterion');
    const criteria = [
      { ...criterion, name: 'Eye contact and enthusiasm' },
      { ...criterion, id: 'empty', jobRelatedness: '' },
    ];
    const questions = [{ ...question, criteria }];
    const { id } = await requisitions.create(
      { ...newcomer, template: { ...template, questions } },
      recruiter,
    );
    const refused: unknown = await publishing.publish(id, recruiter).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: 'template-incomplete',
      fields: [
        { path: 'template.questions.0.criteria.0.name' },
        { path: 'template.questions.0.criteria.1.jobRelatedness' },
        { path: 'members' },
      ],
    });
    expect((await requisitions.read(id, recruiter)).status).toBe('draft');
  });

  test('keeps a recruiter, and gives duties only to who holds the role', async () => {
    const { recruiter, id } = await openRequisition();
    const officer = await person('compliance_officer');
    await expect(members.replace(id, [], recruiter)).rejects.toThrow(InvalidInput);
    const withOfficer = [
      { userId: recruiter, duty: 'recruiter' as const },
      { userId: officer, duty: 'reviewer' as const },
    ];
    await expect(members.replace(id, withOfficer, recruiter)).rejects.toThrow(DutyNeedsRole);
    expect((await requisitions.read(id, recruiter)).members).toHaveLength(3);
  });

  test('takes nobody else once closed, and its link stops', async () => {
    const { recruiter, id } = await openRequisition();
    await links.create(id, undefined, recruiter);
    await publishing.close(id, recruiter);
    const list = { candidates: [{ name: 'A', email: 'late@example.org' }] };
    await expect(invitations.invite(id, list, recruiter)).rejects.toThrow(RequisitionNotOpen);
    await expect(links.create(id, undefined, recruiter)).rejects.toThrow(RequisitionNotOpen);
    expect(await requisitions.read(id, recruiter)).toMatchObject({ status: 'closed', openLink: null });
    expect((await entries(id)).map(({ type }) => type).slice(-3)).toEqual([
      'open-link-created',
      'open-link-revoked',
      'requisition-closed',
    ]);
  });
});

describe('inviting', () => {
  test('writes candidate, invitation, interview, mail and step for each, and only digests of secrets', async () => {
    const { recruiter, id } = await openRequisition();
    const made = await invitations.invite(
      id,
      { csv: 'name,email\nAnna Example,Anna@Example.org\nBen Example,ben@example.org' },
      recruiter,
    );
    expect(made).toMatchObject({ invited: 2, alreadyInvited: 0 });
    expect(made.links.map(({ email }) => email)).toEqual(['anna@example.org', 'ben@example.org']);
    const secret = made.links[0]?.url.replace('https://hire.example.org/interview/i/', '') ?? '';
    expect(secret).toMatch(/^[\w-]{43}$/);

    await asOwner(async (owner) => {
      const { rows } = await owner.query<Record<string, unknown>>(
        `SELECT c.name, v.token_hash, v.expires_at - v.created_at = interval '7 days' AS week, i.status, m.kind, m.text, s.stage, s.status AS due
         FROM screening.invitation v JOIN identity.candidate c ON c.id = v.candidate_id
         JOIN screening.interview i ON i.invitation_id = v.id JOIN identity.mail m ON m.candidate_id = c.id
         JOIN jobs.step s ON s.subject = m.id WHERE v.requisition_id = $1 ORDER BY c.name`,
        [id],
      );
      expect(rows).toHaveLength(2);
      expect(rows[0]).toMatchObject({
        name: 'Anna Example',
        token_hash: digestOf(secret),
        week: true,
        status: 'invited',
        kind: 'invitation',
        stage: 'mail',
        due: 'due',
      });
      const text = String(rows[0]?.['text']);
      expect(text).toContain(made.links[0]?.url);
      expect(text).toContain('You have time until Tuesday');
      expect(text).toContain('Coordinated Universal Time');
      expect(text).toContain('jobs@example.org');
      const stored = await owner.query('SELECT * FROM screening.invitation');
      expect(JSON.stringify(stored.rows)).not.toContain(secret);
    });
    const entry = (await entries(id)).find(({ type }) => type === 'invited');
    expect(entry).toMatchObject({ interviews: 2, batch: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  });

  test('leaves alone whoever was invited before, and knows people from other requisitions', async () => {
    const one = await openRequisition();
    const two = await openRequisition();
    const cora = { name: 'Cora Example', email: 'cora@example.org' };
    const dora = { name: 'Dora Example', email: 'dora@example.org' };
    await invitations.invite(one.id, { candidates: [cora] }, one.recruiter);
    const again = await invitations.invite(one.id, { candidates: [cora, dora, dora] }, one.recruiter);
    expect(again).toMatchObject({ invited: 1, alreadyInvited: 2, links: [{ email: dora.email }] });
    const other = await invitations.invite(
      two.id,
      { candidates: [{ ...cora, name: 'C. Example' }] },
      two.recruiter,
    );
    expect(other).toMatchObject({ invited: 1, alreadyInvited: 0 });
    // The name somebody is known by stays.
    const { rows } = await progress.list(two.id, page, two.recruiter);
    expect(rows[0]?.candidate).toEqual(cora);
  });

  test('invites nobody when any row is wrong', async () => {
    const { recruiter, id } = await openRequisition();
    const before = [await countOf('identity.candidate'), await countOf('identity.mail')];
    const list = { csv: 'name,email\nEve Example,eve@example.org\nNo Address,' };
    await expect(invitations.invite(id, list, recruiter)).rejects.toThrow(CandidateListInvalid);
    expect([await countOf('identity.candidate'), await countOf('identity.mail')]).toEqual(before);
  });

  test('needs an open requisition', async () => {
    const recruiter = await person('recruiter');
    const { id } = await requisitions.create(newcomer, recruiter);
    const list = { candidates: [{ name: 'A', email: 'a@example.org' }] };
    await expect(invitations.invite(id, list, recruiter)).rejects.toThrow(RequisitionNotOpen);
    await expect(links.create(id, undefined, recruiter)).rejects.toThrow(RequisitionNotOpen);
  });

  test('invites the same list sent twice at once only once', async () => {
    const { recruiter, id } = await openRequisition();
    const candidates = Array.from({ length: 50 }, (_, row) => ({
      name: `Twin ${row}`,
      email: `twin${row}@example.org`,
    }));
    const both = await Promise.all([
      invitations.invite(id, { candidates }, recruiter),
      invitations.invite(id, { candidates: [...candidates].reverse() }, recruiter),
    ]);
    expect(both.map(({ invited }) => invited).sort((a, b) => a - b)).toEqual([0, 50]);
    expect((await requisitions.read(id, recruiter)).funnel.invited).toBe(50);
  });

  test('invites ten thousand in one go', async () => {
    const { recruiter, id } = await openRequisition();
    const csv = [
      'name,email',
      ...Array.from({ length: 10_000 }, (_, row) => `Person ${row},many${row}@example.org`),
    ];
    const made = await invitations.invite(id, { csv: csv.join('\n') }, recruiter);
    expect(made).toEqual({ invited: 10_000, alreadyInvited: 0, links: [] });
    expect((await requisitions.read(id, recruiter)).funnel).toEqual({
      invited: 10_000,
      inProgress: 0,
      submitted: 0,
      notFinished: 0,
      revealed: 0,
      decided: 0,
    });
    const seen = new Set<string>();
    let cursor: string | undefined;
    for (let pages = 0; pages < 60; pages++) {
      const { rows, next } = await progress.list(
        id,
        { limit: 200, ...(cursor ? { cursor } : {}) },
        recruiter,
      );
      rows.forEach((row) => seen.add(row.id));
      if (next === null) break;
      cursor = next;
    }
    expect(seen.size).toBe(10_000);
  }, 60_000);
});

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
    clock.pass(8 * 24 * 3_600_000);
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

describe('an open link', () => {
  test('exists once, and a new one ends the earlier', async () => {
    const { recruiter, id } = await openRequisition();
    const first = await links.create(id, undefined, recruiter);
    const until = new Date(clock.now() + 1000).toISOString();
    const second = await links.create(id, until, recruiter);
    expect(first.url).toMatch(/^https:\/\/hire\.example\.org\/interview\/r\/[\w-]{43}$/);
    expect(second).toMatchObject({ expiresAt: until });
    const active = await database.requisitionLink.findMany({ where: { requisitionId: id, revokedAt: null } });
    expect(active.map(({ tokenHash }) => tokenHash)).toEqual([digestOf(second.url.split('/').at(-1) ?? '')]);
    expect((await requisitions.read(id, recruiter)).openLink).toMatchObject({ expiresAt: until });
    await links.revoke(id, recruiter);
    await links.revoke(id, recruiter);
    expect((await requisitions.read(id, recruiter)).openLink).toBeNull();
    await expect(links.create(id, new Date(clock.now()).toISOString(), recruiter)).rejects.toThrow(
      InvalidInput,
    );
  });

  test('made twice at once is still one', async () => {
    const { recruiter, id } = await openRequisition();
    await Promise.all([links.create(id, undefined, recruiter), links.create(id, undefined, recruiter)]);
    expect(await database.requisitionLink.count({ where: { requisitionId: id, revokedAt: null } })).toBe(1);
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
