import { HpkeOpener, newKeyPair } from '@evenhand/adapters/opening';
import { canonicalJson, commitmentOf } from '@evenhand/ledger';
import { none, Scene, scorecard } from '../scene.fake';

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

/** The interview stays closed for a reason, and nothing was opened or released. */
async function staysClosed(interviewId: string, code: string): Promise<void> {
  const opened = scene.opener.opened;
  expect(await scene.look(interviewId)).toEqual({ kind: 'refused', code });
  expect(await scene.revealed(interviewId)).toBeUndefined();
  expect(await scene.entries(interviewId)).not.toContain('released');
  expect(scene.opener.opened).toBe(opened);
}

describe('stays closed', () => {
  it('when a lock was forged over missing scorecards', async () => {
    const interviewId = await scene.available(await scene.job());
    await scene.rate(interviewId, 3);
    await scene.forgeLock(interviewId);
    await staysClosed(interviewId, 'scorecard-missing');
  });

  it('when a lock was forged although ratings differ too much', async () => {
    const interviewId = await scene.available(await scene.job());
    await scene.rate(interviewId, 1, 4);
    await scene.forgeLock(interviewId);
    await staysClosed(interviewId, 'adjudication-missing');
    await scene.rate(interviewId, 2);
    expect(await scene.look(interviewId)).toEqual({ kind: 'revealed' });
  });

  it('when a scorecard was slipped in past the reviewers', async () => {
    const interviewId = await scene.available(await scene.job());
    await scene.rate(interviewId, 3);
    const content = canonicalJson(scorecard(3));
    const salt = scene.chance.bytes(32);
    await scene.owner.query(
      `INSERT INTO review.scorecard
       SELECT packet_id, interview_id, round, reviewer_id, seat, $2, $3, $4, now() FROM review.assignment a
       WHERE interview_id = $1 AND NOT EXISTS (SELECT 1 FROM review.scorecard s WHERE s.packet_id = a.packet_id)`,
      [interviewId, content, Buffer.from(salt), commitmentOf(salt, 'evenhand/scorecard/v1', content)],
    );
    await scene.forgeLock(interviewId);
    await staysClosed(interviewId, 'scorecard-not-logged');
  });

  it.each([
    [
      'a scorecard of nobody assigned',
      `UPDATE review.assignment SET reviewer_id = gen_random_uuid()`,
      'scorecard-stray',
    ],
    [
      'a scorecard whose seat was taken back',
      `UPDATE review.assignment SET unassigned_at = now()`,
      'scorecard-stray',
    ],
    [
      'a changed rating',
      `UPDATE review.scorecard SET content = replace(content::text, '4', '5')::jsonb`,
      'scorecard-altered',
    ],
    [
      'a missing rating',
      `UPDATE review.scorecard SET content = content #- '{ratings,0}'`,
      'scorecard-incomplete',
    ],
    ['an unreadable scorecard', `UPDATE review.scorecard SET content = '{}'`, 'scorecard-unreadable'],
    ['another salt', `UPDATE review.scorecard SET salt = '\\x00'`, 'scorecard-altered'],
    ['a vanished scorecard', `DELETE FROM review.scorecard`, 'scorecard-missing'],
    ['a vanished seal', `DELETE FROM sealed.seal`, 'seal-missing'],
    ['another commitment', `UPDATE sealed.seal SET commitment = repeat('0', 64)`, 'seal-altered'],
    ['another key', `UPDATE sealed.seal SET key_id = 'another'`, 'seal-altered'],
    [
      'a changed ciphertext',
      `UPDATE sealed.seal SET ciphertext = set_byte(ciphertext, 9, 1)`,
      'seal-altered',
    ],
    ['no availability', `DELETE FROM review.available_interview`, 'not-available'],
    ['a withdrawn candidate', `UPDATE screening.interview SET status = 'withdrawn'`, 'withdrawn'],
  ])('with %s', async (_, attack, code) => {
    const interviewId = await scene.locked();
    const place = attack.includes('screening.interview') ? 'id' : 'interview_id';
    await scene.owner.query(`${attack} WHERE ${place} = $1`, [interviewId]);
    await staysClosed(interviewId, code);
  });

  it('with a template that is not the published one', async () => {
    const job = await scene.job({ requiredScorecards: 2 });
    const interviewId = await scene.available(job);
    await scene.rate(interviewId, 3);
    await scene.owner.query(
      `UPDATE screening.template_version SET content = content || '{"requiredScorecards":1}' WHERE id = $1`,
      [job.templateVersionId],
    );
    await scene.forgeLock(interviewId);
    await staysClosed(interviewId, 'template-altered');
  });

  it('when a changed rating comes with a digest that fits it', async () => {
    const interviewId = await scene.locked();
    const content = canonicalJson(scorecard(5));
    const salt = scene.chance.bytes(32);
    await scene.owner.query(
      'UPDATE review.scorecard SET content = $2, salt = $3, digest = $4 WHERE interview_id = $1',
      [interviewId, content, Buffer.from(salt), commitmentOf(salt, 'evenhand/scorecard/v1', content)],
    );
    await staysClosed(interviewId, 'scorecard-not-logged');
  });

  it('when the seals of two interviews were exchanged', async () => {
    const [one, other] = [await scene.locked(), await scene.locked(none)];
    await exchangeSeals(one, other);
    await staysClosed(one, 'seal-altered');
    await staysClosed(other, 'seal-altered');
  });

  it('when the log was rewritten to fit exchanged seals: what a seal belongs to is part of it', async () => {
    const [one, other] = [await scene.locked(), await scene.locked(none)];
    await exchangeSeals(one, other);
    for (const interviewId of [one, other]) await scene.logSealAsItIs(interviewId);
    await staysClosed(one, 'log-damaged');
    // A whole log made anew is one that reviewers never signed over.
    await scene.keptLog.rebuild();
    await staysClosed(one, 'root-stale');
  });

  it('when the log was rewritten to fit another commitment', async () => {
    const interviewId = await scene.locked();
    await scene.owner.query(`UPDATE sealed.seal SET commitment = repeat('0', 64) WHERE interview_id = $1`, [
      interviewId,
    ]);
    await scene.logSealAsItIs(interviewId);
    await scene.keptLog.rebuild();
    await staysClosed(interviewId, 'root-stale');
  });

  it('when a second, undeclared seal was put in', async () => {
    const interviewId = await scene.locked(none);
    await scene.owner.query(
      `INSERT INTO sealed.seal SELECT interview_id, 2, key_id, encapsulated, ciphertext, commitment, now()
       FROM sealed.seal WHERE interview_id = $1`,
      [interviewId],
    );
    await staysClosed(interviewId, 'seal-missing');
  });

  it.each([
    ['sealed', 'available', 'the seal was made when reviewers had it already'],
    ['rated', 'available', 'somebody rated before it was there'],
  ])('when the order of %s and %s shows that %s', async (first, second) => {
    const interviewId = await scene.locked();
    await exchangePositions(interviewId, first, second);
    await scene.keptLog.rebuild();
    await staysClosed(interviewId, 'order-broken');
  });

  it('when what was sealed is no summary at all', async () => {
    const interviewId = await scene.locked({ v: 1, kind: 'nonsense' } as never);
    expect(await scene.look(interviewId)).toEqual({ kind: 'refused', code: 'summary-unreadable' });
    expect(await scene.revealed(interviewId)).toBeUndefined();
  });

  it('when the key was lost, until it is brought back', async () => {
    const interviewId = await scene.locked();
    const real = scene.opener.real;
    scene.opener.real = new HpkeOpener([newKeyPair()]);
    expect(await scene.look(interviewId)).toEqual({ kind: 'refused', code: 'seal-key-missing' });
    scene.opener.real = real;
    expect(await scene.look(interviewId)).toEqual({ kind: 'revealed' });
  });

  it('and the log of the process says so once, by a code', async () => {
    const interviewId = await scene.locked();
    await scene.owner.query(`UPDATE sealed.seal SET commitment = repeat('0', 64) WHERE interview_id = $1`, [
      interviewId,
    ]);
    const sweep = scene.sweep();
    await sweep.run();
    await sweep.run();
    expect(scene.logged.filter((line) => line.includes(interviewId))).toEqual([
      JSON.stringify([{ interview: interviewId, round: 1, code: 'seal-altered' }, 'stays closed']),
    ]);
  });
});

async function exchangeSeals(one: string, other: string): Promise<void> {
  await scene.owner.query(
    `UPDATE sealed.seal s SET encapsulated = o.encapsulated, ciphertext = o.ciphertext, commitment = o.commitment
     FROM sealed.seal o WHERE (s.interview_id, o.interview_id) IN (($1::uuid, $2::uuid), ($2::uuid, $1::uuid))`,
    [one, other],
  );
}

async function exchangePositions(interviewId: string, first: string, second: string): Promise<void> {
  const rows = await scene.rows(
    `SELECT DISTINCT ON (type) type, position FROM ledger.pending WHERE entry::jsonb ->> 'interview' = $1 ORDER BY type, position`,
    interviewId,
  );
  const of = (type: string) => rows.find((row) => row['type'] === type)?.['position'];
  const move = 'UPDATE ledger.pending SET position = $2 WHERE position = $1';
  const [a, b] = [of(first), of(second)];
  await scene.owner.query(move, [a, -1]);
  await scene.owner.query(move, [b, a]);
  await scene.owner.query(move, [-1, b]);
}
