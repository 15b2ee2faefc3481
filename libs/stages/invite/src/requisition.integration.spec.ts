import { digestOfJson } from '@evenhand/ledger';
import { InvalidInput } from '@evenhand/platform';
import { draftTemplate } from './draft-template';
import {
  DutyNeedsRole,
  RequisitionNotDraft,
  RequisitionNotOpen,
  RequisitionUnknown,
  TemplateIncomplete,
} from './invite.errors';
import {
  clock,
  database,
  entries,
  invitations,
  links,
  members,
  newcomer,
  openRequisition,
  page,
  person,
  progress,
  publishing,
  requisitions,
} from './recruiting.fake';

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
