import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { InvitationsMade } from '@evenhand/contracts';

import type { Reply } from '../../apps/launcher/src/journey/api-session.ts';
import { openRequisition } from '../../apps/launcher/src/journey/colleague.ts';
import { asOwner, twoQuestions } from '../support/screening-rows.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { expectProblem } from './problems.ts';
import { startRecruiting, type Recruiting } from './recruiting.ts';

jest.setTimeout(60_000);

let stack: Stack;
let recruiting: Recruiting;

beforeAll(async () => {
  stack = await startStack();
  recruiting = await startRecruiting(stack);
});
afterAll(() => stack?.stop());

/** A requisition of its own for every list. */
async function requisition(): Promise<string> {
  const { recruiter, one, two } = recruiting.people;
  const { id } = await openRequisition(
    recruiter.session,
    { title: 'Baker', contactEmail: 'jobs@example.org', template: twoQuestions() as never },
    { recruiter: [recruiter.id], reviewer: [one.id, two.id], hiring_manager: [] },
  );
  return id;
}

const send = (requisitionId: string, list: object): Promise<Reply<unknown>> =>
  recruiting.people.recruiter.session.send(
    'invite',
    'POST',
    `/api/requisitions/${requisitionId}/invitations`,
    {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(list),
    },
  );

/** Everything that inviting to a requisition leaves, counted; and all candidates there are. */
async function invitedTo(requisitionId: string): Promise<Record<string, number>> {
  return asOwner(async (owner) => {
    const { rows } = await owner.query<Record<string, number>>(
      `SELECT (SELECT count(*)::int FROM screening.invitation WHERE requisition_id = $1) AS invitations,
              (SELECT count(*)::int FROM screening.interview WHERE requisition_id = $1) AS interviews,
              (SELECT count(*)::int FROM identity.mail WHERE requisition_id = $1) AS letters,
              (SELECT count(*)::int FROM ledger.pending WHERE type = 'invited' AND entry::jsonb ->> 'requisition' = $1::text) AS entries,
              (SELECT count(*)::int FROM jobs.step s JOIN identity.mail m ON m.id = s.subject WHERE m.requisition_id = $1) AS steps`,
      [requisitionId],
    );
    return rows[0] ?? {};
  });
}

const nobody = { invitations: 0, interviews: 0, letters: 0, entries: 0, steps: 0 };

async function namesOf(requisitionId: string): Promise<[string, string][]> {
  return asOwner(async (owner) => {
    const { rows } = await owner.query<{ name: string; email: string }>(
      `SELECT c.name, c.email FROM identity.candidate c JOIN screening.invitation v ON v.candidate_id = c.id
       WHERE v.requisition_id = $1 ORDER BY c.email`,
      [requisitionId],
    );
    return rows.map(({ name, email }) => [name, email]);
  });
}

describe('a list of ten thousand', () => {
  const line = (row: number): string => `Person ${row},person${row}@example.org`;
  // Row 1 is the header.
  const rows = Array.from({ length: 10_000 }, (_, at) => line(at + 2));
  const mistaken: Record<number, string> = {
    2: 'Person 2,person2(at)example.org',
    500: ',person500@example.org',
    501: 'Person 501,',
    9_999: `${'x'.repeat(201)},person9999@example.org`,
    10_001: 'Somebody else,person7@example.org',
  };
  let id: string;

  it('with mistakes names the row of each, and invites nobody', async () => {
    id = await requisition();
    const csv = ['Name,E-mail', ...rows.map((each, at) => mistaken[at + 2] ?? each)].join('\r\n');
    const { detail, fields } = expectProblem(await send(id, { csv }), 422, 'candidate-list-invalid');
    expect(detail).toContain('5 mistakes');
    expect(fields?.map(({ row, path }) => [row, path])).toEqual([
      [2, 'email'],
      [500, 'name'],
      [501, 'email'],
      [9_999, 'name'],
      [10_001, 'email'],
    ]);
    expect(fields?.at(-1)?.message).toBe('Row 7 has the same address with another name.');
    expect(await invitedTo(id)).toEqual(nobody);
  });

  it('with nothing but mistakes names the first thousand and counts the rest', async () => {
    const csv = ['Name,E-mail', ...rows.map(() => 'nobody,nowhere')].join('\n');
    const { detail, fields } = expectProblem(await send(id, { csv }), 422, 'candidate-list-invalid');
    expect(detail).toContain('10000 mistakes; the first 1000');
    expect(fields).toHaveLength(1_000);
    expect(await invitedTo(id)).toEqual(nobody);
  });

  it('that was mended invites all of them, once', async () => {
    const csv = ['Name,E-mail', ...rows].join('\r\n');
    // A second click, before the first has answered.
    const both = (await Promise.all([send(id, { csv }), send(id, { csv })])) as Reply<InvitationsMade>[];
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(both.map(({ body }) => body.invited).sort()).toEqual([0, 10_000]);
    expect(both.map(({ body }) => body.alreadyInvited).sort()).toEqual([0, 10_000]);
    const all = { invitations: 10_000, interviews: 10_000, letters: 10_000, entries: 1, steps: 10_000 };
    expect(await invitedTo(id)).toEqual(all);
  });
});

describe('a list as spreadsheets write it', () => {
  it.each<[string, string, [string, string][]]>([
    [
      'with a byte order mark and semicolons',
      '\ufeffName;E-Mail\r\nAda Lovelace;ADA@example.org\r\n',
      [['Ada Lovelace', 'ada@example.org']],
    ],
    [
      'with quotes, commas and line breaks inside them',
      'email,name\nada@example.org,"Lovelace, ""Ada"""\nbob@example.org,"Bob"\n',
      [
        ['Lovelace, "Ada"', 'ada@example.org'],
        ['Bob', 'bob@example.org'],
      ],
    ],
    ['with tabs and no header', 'Ada\tada@example.org\n', [['Ada', 'ada@example.org']]],
    [
      'with first and last names, empty lines, and the same person twice',
      'First name,Last name,E-mail\n\nZoë,Ångström,zoe@example.org\n\nZoë,Ångström,zoe@example.org\n',
      [['Zoë Ångström', 'zoe@example.org']],
    ],
    ['with formulas, which stay text', 'name,email\n=1+1,sum@example.org', [['=1+1', 'sum@example.org']]],
  ])('%s is read as it is meant', async (_, csv, expected) => {
    await asOwner((owner) =>
      owner.query(`UPDATE identity.candidate SET email = id || '@gone.example' WHERE email !~ 'person'`),
    );
    const id = await requisition();
    expect((await send(id, { csv })).status).toBe(200);
    expect(await namesOf(id)).toEqual(expected);
  });

  it.each([
    ['nothing', '\n\n', /empty/],
    ['a header only', 'name,email\n', /empty/],
    ['a header without addresses', 'name,telephone\nAda,1', /header/],
    ['an open quote', 'name,email\n"Ada,ada@example.org\n', /quotation mark/],
    ['another encoding', 'name,email\nZo\ufffd,zoe@example.org', /UTF-8/],
    ['a line break in a name', 'name,email\n"Zoe\nX",zoe@example.org', /line break/],
  ])('that holds %s invites nobody and says why', async (_, csv, why) => {
    const id = await requisition();
    const { fields } = expectProblem(await send(id, { csv }), 422, 'candidate-list-invalid');
    expect(fields?.[0]?.message).toMatch(why);
    expect(await invitedTo(id)).toEqual(nobody);
  });

  it('that is no list at all is refused', async () => {
    const id = await requisition();
    for (const list of [{}, { csv: 7 }, { candidates: [] }, { candidates: [{ name: 'Ada' }] }, { csv: '' }]) {
      expectProblem(await send(id, list), 400, 'invalid-input');
    }
    expect(await invitedTo(id)).toEqual(nobody);
  });
});
