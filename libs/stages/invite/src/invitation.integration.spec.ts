import { digestOf } from '@evenhand/ledger';
import { InvalidInput } from '@evenhand/platform';
import { asOwner } from '../../../../tests/support/screening-rows';
import { CandidateListInvalid, RequisitionNotOpen } from './invite.errors';
import {
  clock,
  countOf,
  database,
  entries,
  invitations,
  links,
  newcomer,
  openRequisition,
  page,
  person,
  progress,
  requisitions,
} from './recruiting.fake';

afterAll(() => database.close());

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
