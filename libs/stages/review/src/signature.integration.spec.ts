import { randomBytes } from 'node:crypto';
import { openDatabase } from '@evenhand/adapters/database';
import type { BlindPacket, ScorecardContent, SignedScorecard } from '@evenhand/contracts';
import { MediaLinks } from '@evenhand/domain';
import { SeededChance, StillClock } from '@evenhand/domain/testing';
import { ed25519KeyOf, keyDigestOf, type Ed25519Key } from '@evenhand/ledger';
import {
  account,
  asOwner,
  availableTo,
  openRequisition,
  submittedInterview,
  twoQuestions,
} from '../../../../tests/support/screening-rows';
import { enrolledKey, sealInLog, signedWith } from '../../../../tests/support/signing-rows';
import { PacketStage } from './packet.stage';
import {
  KeyNotEnrolled,
  RootStale,
  ScorecardAlreadyLocked,
  ScorecardDigestWrong,
  SignatureWrong,
  SigningKeyRetired,
} from './review.errors';
import { ScorecardStage } from './scorecard.stage';
import { SeatStage } from './seat.stage';

class TestLinks extends MediaLinks {
  linkTo = (key: string) => `/media/${key}`;
}
const database = openDatabase('review', process.env['DATABASE_URL_REVIEW'] ?? '');
const [clock, chance] = [new StillClock(), new SeededChance(9)];
const packets = new PacketStage(database, new TestLinks(), clock, chance);
const scorecards = new ScorecardStage(database, new SeatStage(database, clock, chance), clock, chance);
afterAll(() => database.close());

const card = (rating: 1 | 2 | 3 | 4 | 5): ScorecardContent => ({
  ratings: ['first', 'second'].map((questionId) => ({ questionId, criterionId: 'clarity', rating })),
});

interface Scene {
  readonly reviewer: string;
  readonly colleague: string;
  readonly key: Ed25519Key;
  readonly packet: BlindPacket;
  readonly interviewId: string;
  /** A root from before the seal of this interview. */
  readonly olderRoot: string;
}

/** An opened packet of a reviewer who has a key; a colleague of theirs has none. */
async function scene(): Promise<Scene> {
  const made = await asOwner(async (owner) => {
    const reviewer = await account(owner, 'signer', 'reviewer');
    const colleague = await account(owner, 'colleague', 'reviewer');
    const requisition = await openRequisition(
      owner,
      { recruiter: [], reviewer: [reviewer, colleague], hiring_manager: [] },
      twoQuestions({ requiredScorecards: 1 }),
    );
    const interview = await submittedInterview(owner, requisition);
    const olderRoot = await sealInLog(owner, requisition.requisitionId);
    await sealInLog(owner, interview.interviewId);
    const [packetId = ''] = await availableTo(owner, { ...requisition, ...interview }, [reviewer]);
    const key = await enrolledKey(owner, reviewer);
    return { reviewer, colleague, packetId, key, olderRoot, interviewId: interview.interviewId };
  });
  return { ...made, packet: await packets.open(made.reviewer, made.packetId) };
}

const stored = (packetId: string): Promise<Record<string, unknown> | undefined> =>
  asOwner(async (owner) => {
    const { rows } = await owner.query<Record<string, unknown>>(
      'SELECT digest, key, root, signature, salt FROM review.scorecard WHERE packet_id = $1',
      [packetId],
    );
    return rows[0];
  });

/** Nothing of a refused scorecard stays, in the table or in the log. */
async function refuses({ reviewer, packet }: Scene, signed: SignedScorecard, why: object): Promise<void> {
  const refused = await scorecards.lock(reviewer, packet.packetId, signed).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(why);
  expect(await stored(packet.packetId)).toBeUndefined();
  const logged = await asOwner((owner) =>
    owner.query(`SELECT 1 FROM ledger.pending WHERE type = 'rated' AND entry LIKE '%' || $1 || '%'`, [
      packet.packetId,
    ]),
  );
  expect(logged.rowCount).toBe(0);
}

it('keeps what was signed, and names key and root in the log', async () => {
  const { reviewer, packet, key, interviewId } = await scene();
  const signed = await signedWith(key, packet, card(3));
  await scorecards.lock(reviewer, packet.packetId, signed);
  const { digest, root, signature, salt } = signed;
  expect(await stored(packet.packetId)).toEqual({
    digest,
    root,
    signature,
    key: keyDigestOf(key.publicKey),
    salt: Buffer.from(salt, 'base64'),
  });
  const entry = await asOwner(async (owner) => {
    const { rows } = await owner.query<{ entry: string }>(
      `SELECT entry FROM ledger.pending WHERE type = 'rated' AND entry::jsonb ->> 'interview' = $1`,
      [interviewId],
    );
    return JSON.parse(rows[0]?.entry ?? '{}') as Record<string, unknown>;
  });
  expect(entry).toMatchObject({ packet: packet.packetId, scorecard: digest, root, key: signed.key });
});

it('takes the same content signed again as the same click, and keeps the first signature', async () => {
  const { reviewer, packet, key } = await scene();
  const first = await signedWith(key, packet, card(3));
  await scorecards.lock(reviewer, packet.packetId, first);
  await scorecards.lock(reviewer, packet.packetId, await signedWith(key, packet, card(3)));
  expect((await stored(packet.packetId))?.['signature']).toBe(first.signature);
  const other = await signedWith(key, packet, card(4));
  await expect(scorecards.lock(reviewer, packet.packetId, other)).rejects.toThrow(ScorecardAlreadyLocked);
});

it('refuses ratings that are not those that were signed', async () => {
  const there = await scene();
  const signed = await signedWith(there.key, there.packet, card(3));
  await refuses(there, { ...signed, content: card(4) }, ScorecardDigestWrong);
  await refuses(there, { ...signed, salt: randomBytes(32).toString('base64') }, ScorecardDigestWrong);
  const other = await signedWith(there.key, there.packet, card(4));
  await refuses(there, { ...other, signature: signed.signature }, SignatureWrong);
});

it('refuses a signature for another packet, over another root, or by nobody', async () => {
  const there = await scene();
  const signed = await signedWith(there.key, there.packet, card(3));
  const elsewhere = { packetId: there.interviewId, root: there.packet.root };
  await refuses(there, await signedWith(there.key, elsewhere, card(3)), SignatureWrong);
  await refuses(there, { ...signed, root: there.olderRoot }, SignatureWrong);
  await refuses(there, { ...signed, signature: Buffer.alloc(64).toString('base64') }, SignatureWrong);
});

it('refuses keys that nobody enrolled, that a colleague enrolled, and names of other keys', async () => {
  const there = await scene();
  const strange = await ed25519KeyOf(randomBytes(32));
  const foreign = await asOwner((owner) => enrolledKey(owner, there.colleague));
  for (const key of [strange, foreign])
    await refuses(there, await signedWith(key, there.packet, card(3)), KeyNotEnrolled);
  const borrowed = await signedWith(strange, there.packet, card(3));
  await refuses(there, { ...borrowed, key: keyDigestOf(there.key.publicKey) }, SignatureWrong);
});

it('refuses a retired key, and takes the next one', async () => {
  const there = await scene();
  const key = keyDigestOf(there.key.publicKey);
  await asOwner((owner) =>
    owner.query('UPDATE people.reviewer_key SET retired_at = now() WHERE key = $1', [key]),
  );
  await refuses(there, await signedWith(there.key, there.packet, card(3)), SigningKeyRetired);
  const next = await asOwner((owner) => enrolledKey(owner, there.reviewer));
  await scorecards.lock(there.reviewer, there.packet.packetId, await signedWith(next, there.packet, card(3)));
  expect((await stored(there.packet.packetId))?.['key']).toBe(keyDigestOf(next.publicKey));
});

it('refuses a root from before the seal, and one the log never had', async () => {
  const there = await scene();
  const { packetId } = there.packet;
  for (const root of [there.olderRoot, 'ab'.repeat(32)])
    await refuses(there, await signedWith(there.key, { packetId, root }, card(3)), RootStale);
});

it('refuses a root while a seal of the interview is not in the log’s tree yet', async () => {
  const there = await scene();
  await asOwner((owner) =>
    owner.query(
      `INSERT INTO ledger.pending (id, type, entry, created_at)
       VALUES (gen_random_uuid(), 'sealed', jsonb_build_object('interview', $1::text, 'round', 1, 'type', 'sealed')::text, now())`,
      [there.interviewId],
    ),
  );
  await refuses(there, await signedWith(there.key, there.packet, card(3)), RootStale);
});

it('refuses a scorecard of a packet that was never opened', async () => {
  const there = await scene();
  const signed = await signedWith(there.key, there.packet, card(3));
  await asOwner((owner) =>
    owner.query('UPDATE review.assignment SET opened_at = NULL WHERE packet_id = $1', [
      there.packet.packetId,
    ]),
  );
  await refuses(there, signed, RootStale);
});
