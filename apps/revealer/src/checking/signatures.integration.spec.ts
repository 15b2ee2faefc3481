import { randomBytes } from 'node:crypto';
import { ed25519KeyOf, fromBase64, keyDigestOf, type Ed25519Key } from '@evenhand/ledger';
import { enrolledKey, signedWith } from '../../../../tests/support/signing-rows';
import { Scene, scorecard } from '../scene.fake';

let scene: Scene;
beforeAll(async () => {
  scene = await new Scene().open();
});
afterAll(() => scene.close());
beforeEach(async () => {
  await scene.owner.query('DELETE FROM review.lock');
  scene.opener.opened = 0;
});

/** The interview stays closed for a reason, and nothing was opened or released. */
async function staysClosed(interviewId: string, code: string): Promise<void> {
  expect(await scene.look(interviewId)).toEqual({ kind: 'refused', code });
  expect(await scene.revealed(interviewId)).toBeUndefined();
  expect(await scene.entries(interviewId)).not.toContain('released');
  expect(scene.opener.opened).toBe(0);
}

interface Card {
  readonly packet: string;
  readonly reviewer: string;
  readonly root: string;
}

/** A locked interview and its only scorecard, whose entry has no place in the log’s tree yet: it can still be forged. */
async function locked(): Promise<{ interviewId: string; card: Card }> {
  const interviewId = await scene.available(await scene.job({ requiredScorecards: 1 }));
  await scene.rate(interviewId, 3);
  const [row] = await scene.rows(
    'SELECT packet_id, reviewer_id, root FROM review.scorecard WHERE interview_id = $1 ORDER BY packet_id',
    interviewId,
  );
  const [packet, reviewer, root] = ['packet_id', 'reviewer_id', 'root'].map((name) => String(row?.[name]));
  return { interviewId, card: { packet: packet ?? '', reviewer: reviewer ?? '', root: root ?? '' } };
}

/** Puts a column of a scorecard to something else, past every trigger. */
const plant = (packet: string, column: 'signature' | 'root' | 'key', value: string | null) =>
  scene.owner.query(`UPDATE review.scorecard SET ${column} = $2 WHERE packet_id = $1`, [packet, value]);

/** Replaces a scorecard and its entry by one that fits in everything but what it was signed with. */
async function replaceBy(interviewId: string, { packet, root }: Card, key: Ed25519Key): Promise<void> {
  const forged = await signedWith(key, { packetId: packet, root }, scorecard(5));
  await scene.owner.query(
    `UPDATE review.scorecard SET content = $2, salt = $3, digest = $4, key = $5, signature = $6 WHERE packet_id = $1`,
    [
      packet,
      JSON.stringify(forged.content),
      Buffer.from(fromBase64(forged.salt) ?? []),
      forged.digest,
      forged.key,
      forged.signature,
    ],
  );
  await scene.owner.query(
    `UPDATE ledger.pending SET entry = replace(replace(entry, entry::jsonb ->> 'scorecard', $2), entry::jsonb ->> 'key', $3)
     WHERE type = 'rated' AND entry::jsonb ->> 'packet' = $1`,
    [packet, forged.digest, forged.key],
  );
  expect(await scene.entries(interviewId)).toContain('rated');
}

it('opens what was signed', async () => {
  const { interviewId } = await locked();
  expect(await scene.look(interviewId)).toEqual({ kind: 'revealed' });
});

it('keeps closed what nobody signed', async () => {
  const { interviewId, card } = await locked();
  await plant(card.packet, 'signature', null);
  await staysClosed(interviewId, 'scorecard-unsigned');
});

it('keeps closed what was forged: another signature, or that of another scorecard', async () => {
  const { interviewId, card } = await locked();
  await plant(card.packet, 'signature', randomBytes(64).toString('base64'));
  await staysClosed(interviewId, 'signature-wrong');
  const { card: other } = await locked();
  await scene.owner.query(
    `UPDATE review.scorecard SET signature = (SELECT signature FROM review.scorecard WHERE packet_id = $2) WHERE packet_id = $1`,
    [card.packet, other.packet],
  );
  await staysClosed(interviewId, 'signature-wrong');
});

it('keeps everything closed that was signed before the whole log was made anew', async () => {
  const { interviewId } = await locked();
  await scene.keptLog.rebuild();
  await staysClosed(interviewId, 'root-stale');
});

it('keeps closed what names another key or root than the log does', async () => {
  const { interviewId, card } = await locked();
  const colleague = keyDigestOf((await ed25519KeyOf(randomBytes(32))).publicKey);
  await plant(card.packet, 'key', colleague);
  await staysClosed(interviewId, 'scorecard-not-logged');
  const other = await locked();
  await plant(other.card.packet, 'root', 'ab'.repeat(32));
  await staysClosed(other.interviewId, 'scorecard-not-logged');
});

it('keeps closed what a foreign key signed, although the log speaks of it', async () => {
  const { interviewId, card } = await locked();
  await replaceBy(interviewId, card, await ed25519KeyOf(randomBytes(32)));
  await staysClosed(interviewId, 'key-not-enrolled');
});

it('keeps closed what was signed with a colleague’s key', async () => {
  const { interviewId, card } = await locked();
  const { id } = (
    await scene.owner.query<{ id: string }>(`SELECT id FROM people."user" WHERE id <> $1 LIMIT 1`, [
      card.reviewer,
    ])
  ).rows[0] ?? { id: '' };
  await replaceBy(interviewId, card, await enrolledKey(scene.owner, id));
  await staysClosed(interviewId, 'key-not-enrolled');
});

it('keeps closed what was signed with a key that its reviewer got afterwards', async () => {
  const { interviewId, card } = await locked();
  await replaceBy(interviewId, card, await enrolledKey(scene.owner, card.reviewer));
  await staysClosed(interviewId, 'key-not-enrolled');
});

it('keeps closed what was signed with a key retired before', async () => {
  const interviewId = await scene.available(await scene.job({ requiredScorecards: 1 }));
  const [seat] = await scene.rows(
    'SELECT reviewer_id FROM review.assignment WHERE interview_id = $1',
    interviewId,
  );
  const reviewer = String(seat?.['reviewer_id']);
  const key = keyDigestOf((await scene.keyOf(reviewer)).publicKey);
  // The table was brought back to what it was before; the log was not.
  await scene.log({ v: 1, type: 'key-retired', account: reviewer, key });
  await scene.rate(interviewId, 3);
  await staysClosed(interviewId, 'key-not-enrolled');
});

it('keeps closed what was signed over a log from before the seal', async () => {
  await scene.keptLog.sign();
  const [before] = (await scene.owner.query<{ root: string }>('SELECT root FROM ledger.newest_root')).rows;
  const interviewId = await scene.available(await scene.job({ requiredScorecards: 1 }));
  await scene.rate(interviewId, 3);
  const [row] = await scene.rows(
    'SELECT packet_id, reviewer_id FROM review.scorecard WHERE interview_id = $1',
    interviewId,
  );
  const packetId = String(row?.['packet_id']);
  const key = await scene.keyOf(String(row?.['reviewer_id']));
  const root = before?.root ?? '';
  const { signature, digest, salt } = await signedWith(key, { packetId, root }, scorecard(3));
  await scene.owner.query(
    'UPDATE review.scorecard SET root = $2, signature = $3, digest = $4, salt = $5 WHERE packet_id = $1',
    [packetId, root, signature, digest, Buffer.from(fromBase64(salt) ?? [])],
  );
  await scene.owner.query(
    `UPDATE ledger.pending SET entry = replace(replace(entry, entry::jsonb ->> 'root', $2), entry::jsonb ->> 'scorecard', $3)
     WHERE type = 'rated' AND entry::jsonb ->> 'packet' = $1`,
    [packetId, root, digest],
  );
  await staysClosed(interviewId, 'root-stale');
});
