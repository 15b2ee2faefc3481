import { openDatabase, writeEntry } from '@evenhand/adapters/database';
import { LogEntry } from '@evenhand/contracts';
import { EvidencePack } from '@evenhand/contracts-verdict';
import { SeededChance, StillClock } from '@evenhand/domain/testing';
import { canonicalJson, commitmentOf } from '@evenhand/ledger';
import {
  account,
  asOwner,
  availableTo,
  openRequisition,
  submittedInterview,
} from '../../../../tests/support/screening-rows';
import { EvidencePacks } from './evidence-packs';
import { LogReader } from './log-reader';
import { PackBeforeReveal } from './proof.errors';

const compliance = openDatabase('compliance', process.env['DATABASE_URL_COMPLIANCE'] ?? '');
const staff = openDatabase('staff', process.env['DATABASE_URL_STAFF'] ?? '');
const clock = new StillClock();
const chance = new SeededChance(3);
const packs = new EvidencePacks(compliance, clock, chance);
const log = new LogReader(compliance);

afterAll(async () => {
  await compliance.close();
  await staff.close();
});

const salt = (seed: number) => new Uint8Array(32).fill(seed);
const saltOf = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const content = { ratings: [{ questionId: 'first', criterionId: 'clarity', rating: 3 }] };
const reasons = { criteria: [{ questionId: 'first', criterionId: 'clarity', reason: 'clear' }], summary: '' };
const plan = canonicalJson({ model: null });
const summary = { v: 1, kind: 'summary', origin: 'authored', model: null, prompt: null, criteria: [] };
const changes = [
  { questionId: 'first', criterionId: 'clarity', rating: 4, reason: 'on second thought', from: 3 },
  { questionId: 'first', criterionId: 'clarity', rating: 5, reason: 'on third thought', from: 4 },
];

/** A revealed, revised and decided interview whose digests are in the log. */
async function scene() {
  const people = await asOwner(async (owner) => ({
    recruiter: await account(owner, 'recruiter', 'recruiter'),
    stranger: await account(owner, 'stranger', 'recruiter'),
    reviewer: await account(owner, 'reviewer', 'reviewer'),
    officer: await account(owner, 'officer', 'compliance_officer'),
  }));
  const made = await asOwner(async (owner) => {
    const { recruiter, reviewer } = people;
    const requisition = await openRequisition(owner, {
      recruiter: [recruiter],
      reviewer: [reviewer],
      hiring_manager: [],
    });
    const interview = await submittedInterview(owner, requisition);
    const [packet = ''] = await availableTo(owner, { ...requisition, ...interview }, [reviewer]);
    const id = interview.interviewId;
    await owner.query(
      `INSERT INTO review.scorecard (packet_id, interview_id, round, reviewer_id, seat, content, salt, digest, rated_at) VALUES ($1, $2, 1, $3, 'required', $4, $5, $6, now())`,
      [
        packet,
        id,
        reviewer,
        content,
        salt(1),
        commitmentOf(salt(1), 'evenhand/scorecard/v1', canonicalJson(content)),
      ],
    );
    await owner.query(
      `INSERT INTO consent.run_plan (interview_id, run, plan, salt, digest, declared_at) VALUES ($1, 1, $2, $3, $4, now())`,
      [id, plan, salt(2), commitmentOf(salt(2), 'evenhand/plan/v1', plan)],
    );
    return { interviewId: id, packet, ...requisition };
  });
  return { ...people, ...made };
}

async function reveal({
  interviewId,
  reviewer,
  recruiter,
  packet,
}: Awaited<ReturnType<typeof scene>>): Promise<void> {
  await asOwner(async (owner) => {
    await owner.query(
      'INSERT INTO review.reveal (interview_id, round, summary, revealed_at) VALUES ($1, 1, $2, now())',
      [interviewId, summary],
    );
    for (const [index, { from: _, ...change }] of changes.entries()) {
      await owner.query(
        `INSERT INTO review.revision (interview_id, round, reviewer_id, question_id, criterion_id, rating, reason, created_at, salt) VALUES ($1, 1, $2, $3, $4, $5, $6, now() + $7 * interval '1 second', $8)`,
        [
          interviewId,
          reviewer,
          change.questionId,
          change.criterionId,
          change.rating,
          change.reason,
          index,
          salt(10 + index),
        ],
      );
    }
    await owner.query(
      `INSERT INTO review.decision (interview_id, decided_by, outcome, reasons, decided_at, salt) VALUES ($1, $2, 'advance', $3, now(), $4)`,
      [interviewId, recruiter, reasons, salt(20)],
    );
  });
  const perInterview = { v: 1, interview: interviewId, round: 1 } as const;
  const decision = commitmentOf(
    salt(20),
    'evenhand/decision/v1',
    canonicalJson({ outcome: 'advance', reasons }),
  );
  const entries: LogEntry[] = [
    ...changes.map((change, index): LogEntry => {
      const revision = commitmentOf(salt(10 + index), 'evenhand/revision/v1', canonicalJson(change));
      return { ...perInterview, type: 'revised', packet, revision };
    }),
    { ...perInterview, type: 'decided', decision, by: recruiter },
  ];
  for (const entry of entries) await writeEntry(staff, entry, chance.uuid(), clock.now());
}

describe('an evidence pack', () => {
  test('does not exist before reveal, for nobody', async () => {
    const before = await scene();
    for (const [id, roles] of [
      [before.recruiter, ['recruiter']],
      [before.officer, ['compliance_officer']],
    ] as const) {
      await expect(packs.make(before.interviewId, { id, roles })).rejects.toThrow(PackBeforeReveal);
    }
    await expect(
      packs.make(chance.uuid(), { id: before.officer, roles: ['compliance_officer'] }),
    ).rejects.toThrow(PackBeforeReveal);
    const { entries } = await log.read(0, 1000);
    expect(entries.filter(({ type }) => type === 'pack-made')).toEqual([]);
  });

  test('opens every digest of the log, and that it was made is in the log', async () => {
    const one = await scene();
    await reveal(one);
    const pack = EvidencePack.parse(
      await packs.make(one.interviewId, { id: one.officer, roles: ['compliance_officer'] }),
    );
    const logged = pack.entries.map(({ entry }) => LogEntry.parse(JSON.parse(entry)));
    expect(logged.map(({ type }) => type)).toEqual(['revised', 'revised', 'decided', 'pack-made']);
    expect(pack.summary).toEqual(summary);

    const [card] = pack.scorecards;
    expect(
      commitmentOf(saltOf(card?.salt ?? ''), 'evenhand/scorecard/v1', canonicalJson(card?.content)),
    ).toBe(card?.digest);
    const [run] = pack.runs ?? [];
    expect(commitmentOf(saltOf(run?.salt ?? ''), 'evenhand/plan/v1', run?.plan ?? '')).toBe(run?.digest);

    const opened = pack.revisions.map(({ questionId, criterionId, rating, reason, from, salt: hex }) =>
      commitmentOf(
        saltOf(hex),
        'evenhand/revision/v1',
        canonicalJson({ questionId, criterionId, rating, reason, from }),
      ),
    );
    expect(opened).toEqual(logged.flatMap((entry) => (entry.type === 'revised' ? [entry.revision] : [])));
    const {
      outcome,
      reasons: given,
      salt: decisionSalt,
    } = pack.decision ?? { outcome: '', reasons: null, salt: '' };
    expect(
      commitmentOf(saltOf(decisionSalt), 'evenhand/decision/v1', canonicalJson({ outcome, reasons: given })),
    ).toBe(logged.flatMap((entry) => (entry.type === 'decided' ? [entry.decision] : []))[0]);
  });

  test('is for recruiters of the requisition, without what tells why there is no summary', async () => {
    const one = await scene();
    await reveal(one);
    const pack = await packs.make(one.interviewId, { id: one.recruiter, roles: ['recruiter'] });
    expect(pack.runs).toBeNull();
    const others = [
      { id: one.stranger, roles: ['recruiter'] as const },
      { id: one.reviewer, roles: ['recruiter'] as const },
    ];
    for (const other of others)
      await expect(packs.make(one.interviewId, other)).rejects.toThrow(PackBeforeReveal);
  });
});

describe('the log', () => {
  test('is read in order, page by page, each entry with its sentence', async () => {
    const all = await log.read(0, 1000);
    expect(all.next).toBeNull();
    const pages: number[] = [];
    let from: number | null = 0;
    while (from !== null) {
      const { entries, next } = await log.read(from, 2);
      pages.push(...entries.map(({ position }) => position));
      from = next;
    }
    expect(pages).toEqual(all.entries.map(({ position }) => position));
    expect(all.entries.at(-1)?.sentence).toBe('Somebody took an evidence pack of the interview.');
  });
});
