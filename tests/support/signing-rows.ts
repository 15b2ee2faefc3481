import { createHash, randomBytes, randomUUID } from 'node:crypto';

import type { ScorecardContent, SignedScorecard } from '@evenhand/contracts';
import { canonicalJson, ed25519KeyOf, keyDigestOf, signScorecard, type Ed25519Key } from '@evenhand/ledger';
import type pg from 'pg';

/*
 * Keys and log rows that integration tests of signed scorecards start from, written as the owner.
 */

/** A new key, enrolled for an account. */
export async function enrolledKey(owner: pg.Client, account: string): Promise<Ed25519Key> {
  const made = await ed25519KeyOf(randomBytes(32));
  const key = keyDigestOf(made.publicKey);
  await owner.query(
    `INSERT INTO people.reviewer_key (key, account, public_key, device, enrolled_at) VALUES ($1, $2, $3, 'Test', now())`,
    [key, account, Buffer.from(made.publicKey)],
  );
  await writeEntry(owner, { v: 1, type: 'key-enrolled', account, key });
  return made;
}

/** A scorecard as its reviewer sends it. */
export const signedWith = (
  key: Ed25519Key,
  packet: { readonly packetId: string; readonly root: string },
  content: ScorecardContent,
): Promise<SignedScorecard> =>
  signScorecard(key, { content, packetId: packet.packetId, root: packet.root }, randomBytes(32));

/**
 * Puts a seal of an interview into the log, gives it a leaf, and signs a checkpoint over it, in form only: the tree's own
 * tests have real ones.
 *
 * @returns the root of the checkpoint, hex
 */
export async function sealInLog(owner: pg.Client, interview: string): Promise<string> {
  await owner.query('BEGIN');
  await owner.query(`SELECT pg_advisory_xact_lock(hashtextextended('evenhand.log.tree', 0))`);
  const digest = randomBytes(32).toString('hex');
  const { id, entry } = await writeEntry(owner, {
    v: 1,
    type: 'sealed',
    interview,
    round: 1,
    run: 1,
    key: 'k',
    commitment: digest,
    ciphertext: digest,
  });
  const hash = createHash('sha256').update(Buffer.of(0)).update(entry).digest();
  await owner.query(
    `INSERT INTO ledger.leaf (index, pending_id, hash) SELECT coalesce(max(index) + 1, 0), $1, $2 FROM ledger.leaf`,
    [id, hash],
  );
  const root = await checkpointNow(owner);
  await owner.query('COMMIT');
  return root;
}

/** A checkpoint over the leaves there are, in form only. */
async function checkpointNow(owner: pg.Client): Promise<string> {
  const root = randomBytes(32);
  await owner.query(
    `INSERT INTO ledger.checkpoint (size, note, signed_at)
     SELECT count(*), E'log.example/1\\n' || count(*) || E'\\n' || $1 || E'\\n\\n— log.example/1 AAAA\\n', now() FROM ledger.leaf`,
    [root.toString('base64')],
  );
  return root.toString('hex');
}

async function writeEntry(
  owner: pg.Client,
  content: Readonly<Record<string, unknown>>,
): Promise<{ id: string; entry: string }> {
  const [id, entry] = [randomUUID(), canonicalJson(content)];
  await owner.query('INSERT INTO ledger.pending (id, type, entry, created_at) VALUES ($1, $2, $3, now())', [
    id,
    content['type'],
    entry,
  ]);
  return { id, entry };
}
