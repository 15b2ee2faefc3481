import { HpkeSealer } from '@evenhand/adapters/sealing';
import { canonicalJson } from '@evenhand/ledger';
import { none, Scene, summary } from './scene.fake';

let scene: Scene;
beforeAll(async () => {
  scene = await new Scene().open();
});
afterAll(() => scene.close());
beforeEach(async () => {
  // Sweeps look at everything that claims to be locked, which is a lot after some tests.
  await scene.owner.query('DELETE FROM review.lock');
  scene.logged.length = 0;
  scene.opener.opened = 0;
  scene.opener.before = () => Promise.resolve();
});

describe('a locked interview', () => {
  it('is opened after its release stands in the log, by the role that may', async () => {
    const interviewId = await scene.locked();
    let logged: string[] = [];
    scene.opener.before = async () => {
      logged = await scene.entries(interviewId);
    };
    expect(await scene.look(interviewId)).toEqual({ kind: 'revealed' });
    expect(logged.at(-1)).toBe('released');
    expect(await scene.revealed(interviewId)).toEqual(summary);
    expect(await scene.entries(interviewId)).toEqual([
      ...[
        'run-declared',
        'sealed',
        'arm-drawn',
        'available',
        'assigned',
        'assigned',
        'opened',
        'rated',
        'opened',
        'rated',
        'locked',
        'released',
      ],
    ]);
    const [who] = await scene.database.$queryRaw<{ current_user: string }[]>`SELECT current_user`;
    expect(who?.current_user).toBe('evenhand_revealer');
  });

  it('shows nothing where no summary was sealed', async () => {
    const interviewId = await scene.locked(none);
    expect(await scene.look(interviewId)).toEqual({ kind: 'revealed' });
    expect(await scene.revealed(interviewId)).toBeNull();
  });

  it('is opened once, however often it is looked at', async () => {
    const interviewId = await scene.locked();
    await scene.look(interviewId);
    await scene.look(interviewId);
    expect((await scene.entries(interviewId)).filter((type) => type === 'released')).toHaveLength(1);
    expect(await scene.rows('SELECT 1 FROM review.reveal WHERE interview_id = $1', interviewId)).toHaveLength(
      1,
    );
  });

  it('is found by the sweep; others stay closed', async () => {
    const [whole, half] = [await scene.locked(), await scene.available(await scene.job())];
    await scene.rate(half, 3);
    await scene.sweep().run();
    expect(await scene.revealed(whole)).toEqual(summary);
    expect(await scene.revealed(half)).toBeUndefined();
  });

  it('is opened in the end when the revealer dies between release and reveal', async () => {
    const interviewId = await scene.locked();
    scene.opener.before = () => Promise.reject(new Error('killed'));
    const sweep = scene.sweep();
    await sweep.run();
    expect(await scene.entries(interviewId)).toContain('released');
    expect(await scene.revealed(interviewId)).toBeUndefined();

    scene.opener.before = () => Promise.resolve();
    await sweep.run();
    expect(await scene.revealed(interviewId)).toEqual(summary);
    expect((await scene.entries(interviewId)).filter((type) => type === 'released')).toHaveLength(1);
  });
});

/** Whether a checkpoint covers everything about an interview. */
const allCovered = async (interviewId: string): Promise<boolean> => {
  const [row] = await scene.rows(
    `SELECT bool_and(coalesce(l.index < (SELECT max(size) FROM ledger.checkpoint), false)) AS covered
     FROM ledger.pending p LEFT JOIN ledger.leaf l ON l.pending_id = p.id WHERE p.entry::jsonb ->> 'interview' = $1`,
    interviewId,
  );
  return row?.['covered'] === true;
};

describe('the log', () => {
  it('covers everything, the release included, before the seal is opened', async () => {
    const interviewId = await scene.locked();
    expect(await allCovered(interviewId)).toBe(false);
    let covered = false;
    scene.opener.before = async () => {
      covered = await allCovered(interviewId);
    };
    expect(await scene.look(interviewId)).toEqual({ kind: 'revealed' });
    expect(covered).toBe(true);
  });

  it('keeps everything waiting while nobody signs, before the release and after it', async () => {
    const interviewId = await scene.locked();
    scene.keptLog.sleep(true);
    expect(await scene.look(interviewId)).toMatchObject({ kind: 'refused' });
    expect(await scene.entries(interviewId)).not.toContain('released');

    await scene.keptLog.open();
    await scene.keptLog.sign();
    scene.keptLog.sleep(true);
    expect(await scene.look(interviewId)).toEqual({ kind: 'waits' });
    expect(await scene.look(interviewId)).toEqual({ kind: 'waits' });
    expect((await scene.entries(interviewId)).filter((type) => type === 'released')).toHaveLength(1);
    expect([scene.opener.opened, await scene.revealed(interviewId)]).toEqual([0, undefined]);

    scene.keptLog.sleep(false);
    expect(await scene.look(interviewId)).toEqual({ kind: 'revealed' });
    expect((await scene.entries(interviewId)).filter((type) => type === 'released')).toHaveLength(1);
  });

  it('opens nothing any more when it is not what was signed', async () => {
    const interviewId = await scene.locked();
    await scene.keptLog.sign();
    await scene.owner.query(
      `UPDATE ledger.leaf l SET hash = sha256('x') FROM ledger.pending p
       WHERE p.id = l.pending_id AND p.type = 'sealed' AND p.entry::jsonb ->> 'interview' = $1`,
      [interviewId],
    );
    await scene.rewriteLog(interviewId, 'rated', { packet: scene.chance.uuid() });
    expect(await scene.look(interviewId)).toEqual({ kind: 'refused', code: 'log-damaged' });
    expect(scene.opener.opened).toBe(0);
    await scene.keptLog.rebuild();
  });
});

describe('the draw', () => {
  const withheld = async (): Promise<string> => {
    scene.neverRevealPercent = 100;
    const interviewId = await scene.locked();
    scene.neverRevealPercent = 0;
    return interviewId;
  };

  it('keeps the seal of some closed for ever: ratings are revealed, and no summary', async () => {
    const interviewId = await withheld();
    expect(await scene.look(interviewId)).toEqual({ kind: 'revealed' });
    expect(await scene.revealed(interviewId)).toBeNull();
    expect(scene.opener.opened).toBe(0);
    expect((await scene.entries(interviewId)).slice(-2)).toEqual(['locked', 'withheld']);
    const [row] = await scene.rows(
      `SELECT p.entry::jsonb ->> 'commitment' = a.commitment AS same FROM ledger.pending p, sealed.arm a
       WHERE p.type = 'withheld' AND p.entry::jsonb ->> 'interview' = $1 AND a.interview_id = $1::uuid`,
      interviewId,
    );
    expect(row).toEqual({ same: true });
  });

  it.each([
    ['turned round', 'UPDATE sealed.arm SET withhold = NOT withhold', 'arm-altered'],
    ['of another interview', `UPDATE sealed.arm SET commitment = repeat('0', 64)`, 'arm-altered'],
    ['gone', 'DELETE FROM sealed.arm', 'arm-missing'],
  ])('opens nothing when it is %s', async (_, attack, code) => {
    for (const interviewId of [await withheld(), await scene.locked()]) {
      await scene.owner.query(`${attack} WHERE interview_id = $1`, [interviewId]);
      expect(await scene.look(interviewId)).toEqual({ kind: 'refused', code });
      expect(await scene.revealed(interviewId)).toBeUndefined();
    }
    expect(scene.opener.opened).toBe(0);
  });

  it('seats a second reader with some, and nothing opens before that one has rated too', async () => {
    const job = await scene.job({ requiredScorecards: 1 });
    scene.secondReaderPercent = 100;
    const interviewId = await scene.available(job);
    scene.secondReaderPercent = 0;
    await scene.rate(interviewId, 3);
    expect(await scene.entries(interviewId)).not.toContain('locked');
    // Whoever writes into the rows that one is enough is not believed.
    await scene.owner.query(
      'UPDATE review.available_interview SET required_scorecards = NULL WHERE interview_id = $1',
      [interviewId],
    );
    await scene.forgeLock(interviewId);
    expect(await scene.look(interviewId)).toEqual({ kind: 'refused', code: 'scorecard-missing' });
    await scene.rate(interviewId, 4);
    expect(await scene.look(interviewId)).toEqual({ kind: 'revealed' });
  });

  it('is not talked over by an ending that somebody else wrote into the log', async () => {
    const interviewId = await withheld();
    const { commitment, run } = await scene.database.seal.findFirstOrThrow({ where: { interviewId } });
    await scene.log({ v: 1, type: 'released', interview: interviewId, round: 1, run, commitment });
    expect(await scene.look(interviewId)).toEqual({ kind: 'refused', code: 'ending-altered' });
    expect(scene.opener.opened).toBe(0);
  });
});

describe('a cohort', () => {
  const cohort = { revealRule: 'cohort-locked' };
  const close = (requisitionId: string) =>
    scene.owner.query(`UPDATE screening.requisition SET status = 'closed' WHERE id = $1`, [requisitionId]);

  it('opens when it is closed and the last interview of it is locked', async () => {
    const job = await scene.job(cohort);
    const [one, other] = [await scene.available(job), await scene.available(job, none)];
    await scene.rate(one, 3, 4);
    const sweep = scene.sweep();
    await sweep.run();
    await close(job.requisitionId);
    await sweep.run();
    expect(await scene.look(one)).toEqual({ kind: 'waits' });
    expect(await scene.entries(one)).not.toContain('released');

    await scene.rate(other, 2, 3);
    await sweep.run();
    expect(await scene.revealed(one)).toEqual(summary);
    expect(await scene.revealed(other)).toBeNull();
    expect(scene.logged.filter((line) => line.includes('stays closed') && line.includes(one))).toEqual([]);
  });

  it('stays closed as long as it is open, and while a submitted interview has not reached reviewers', async () => {
    const job = await scene.job(cohort);
    const one = await scene.available(job);
    await scene.rate(one, 3, 4);
    expect(await scene.look(one)).toEqual({ kind: 'waits' });
    await close(job.requisitionId);
    const late = await scene.available(job);
    await scene.owner.query('DELETE FROM review.available_interview WHERE interview_id = $1', [late]);
    expect(await scene.look(one)).toEqual({ kind: 'waits' });
    await scene.owner.query(`UPDATE screening.interview SET status = 'withdrawn' WHERE id = $1`, [late]);
    expect(await scene.look(one)).toEqual({ kind: 'revealed' });
  });

  it('waits for a candidate who had begun before it was closed, until the deadline and its grace are over', async () => {
    const job = await scene.job(cohort);
    const one = await scene.available(job);
    await scene.rate(one, 3, 4);
    const late = await scene.available(job);
    await scene.owner.query('DELETE FROM review.available_interview WHERE interview_id = $1', [late]);
    await scene.owner.query(`UPDATE screening.interview SET status = 'in_progress' WHERE id = $1`, [late]);
    await close(job.requisitionId);
    const deadline = (minutesAgo: number) =>
      scene.owner.query(
        `UPDATE screening.invitation SET expires_at = $2 WHERE id = (SELECT invitation_id FROM screening.interview WHERE id = $1)`,
        [late, new Date(scene.clock.now() - minutesAgo * 60_000)],
      );
    await deadline(14);
    expect(await scene.look(one)).toEqual({ kind: 'waits' });
    await deadline(16);
    expect(await scene.look(one)).toEqual({ kind: 'revealed' });
  });

  it('is not opened by a forged lock of one of its interviews', async () => {
    const job = await scene.job(cohort);
    const [one, other] = [await scene.available(job), await scene.available(job)];
    await scene.rate(one, 3, 4);
    await scene.rate(other, 3);
    await scene.forgeLock(other);
    await close(job.requisitionId);
    expect(await scene.look(one)).toEqual({ kind: 'waits' });
    expect(await scene.look(other)).toEqual({ kind: 'refused', code: 'scorecard-missing' });
  });
});

describe('keys', () => {
  it('that are not in the key file are retired, so nothing is sealed to them', async () => {
    await scene.owner.query(
      `INSERT INTO sealed.recipient_key VALUES ('strange', $1, now() + interval '1 day')`,
      [Buffer.alloc(32)],
    );
    await scene.publish();
    const { rows } = await scene.owner.query(`SELECT id FROM sealed.recipient_key WHERE retired_at IS NULL`);
    expect(rows).toHaveLength(1);
    const interviewId = await scene.locked();
    expect(await scene.look(interviewId)).toEqual({ kind: 'revealed' });
  });

  it('seal to one interview only, even by whoever may seal', async () => {
    const [one, other] = [await scene.locked(), await scene.locked()];
    const key = await scene.database.recipientKey.findFirstOrThrow({ where: { retiredAt: null } });
    const sealer = new HpkeSealer(scene.chance);
    const to = { keyId: key.id, publicKey: key.publicKey };
    const seal = await sealer.seal(canonicalJson(summary), to, { interviewId: other, run: 1 }, 0);
    await scene.owner.query(
      'UPDATE sealed.seal SET encapsulated = $2, ciphertext = $3, commitment = $4 WHERE interview_id = $1',
      [one, Buffer.from(seal.encapsulated), Buffer.from(seal.ciphertext), seal.commitment],
    );
    await scene.logSealAsItIs(one);
    await scene.keptLog.rebuild();
    // Reviewers signed over another log than this one.
    expect(await scene.look(one)).toEqual({ kind: 'refused', code: 'root-stale' });
  });
});
