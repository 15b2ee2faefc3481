/** Signing as a reviewer whose key a program holds; docs/signing-scorecards.md says how to do the same in any language. */
import { randomBytes } from 'node:crypto';

import type {
  BlindPacket,
  Problem,
  ReviewerKeys,
  ScorecardLocked,
  ScorecardRating,
  SignedScorecard,
} from '@evenhand/contracts';
import type { Ed25519Key } from '@evenhand/ledger';

import { jsonBody, UnexpectedAnswer, type ApiSession } from './api-session.ts';
import { ledger } from './ledger.ts';

/** The log may go on between fetching a packet and locking its scorecard, more than once. */
const ATTEMPTS = 5;

/** Keys by session, enrolled. */
const held = new WeakMap<ApiSession, Promise<Ed25519Key>>();

/**
 * Has a reviewer sign with a key of its own and enrols it; enrolling it again changes nothing.
 *
 * @param seed 32 random bytes, the private key: whoever has them signs as this reviewer
 */
export function holdKey(reviewer: ApiSession, seed: Uint8Array): Promise<Ed25519Key> {
  const key = enrolled(reviewer, seed);
  held.set(reviewer, key);
  return key;
}

/** What locks a scorecard: the ratings, signed with the reviewer's key, which is made when none is held. */
export async function signedScorecard(
  reviewer: ApiSession,
  packet: Pick<BlindPacket, 'packetId' | 'root'>,
  ratings: readonly ScorecardRating[],
): Promise<SignedScorecard> {
  const key = await (held.get(reviewer) ?? holdKey(reviewer, randomBytes(32)));
  const { signScorecard } = await ledger();
  const { packetId, root } = packet;
  return signScorecard(key, { content: { ratings: [...ratings] }, packetId, root }, randomBytes(32));
}

/** Signs and locks; signs anew when the log has gone on meanwhile. */
export async function lockScorecard(
  reviewer: ApiSession,
  packetId: string,
  ratings: readonly ScorecardRating[],
): Promise<ScorecardLocked> {
  const [step, path] = ['lock the scorecard', `/api/review/packets/${packetId}`];
  for (let attempt = 1; ; attempt += 1) {
    const packet = await reviewer.call<BlindPacket>('fetch the packet to sign', 'GET', path);
    const body = jsonBody(await signedScorecard(reviewer, packet, ratings));
    const reply = await reviewer.send<ScorecardLocked | Problem>(step, 'POST', `${path}/lock`, body);
    if (!('code' in reply.body)) return reply.body;
    if (reply.body.code !== 'root-stale' || attempt === ATTEMPTS)
      throw new UnexpectedAnswer(step, reply.status, reply.body);
  }
}

async function enrolled(reviewer: ApiSession, seed: Uint8Array): Promise<Ed25519Key> {
  const { ed25519KeyOf, enrolmentOf } = await ledger();
  const { account } = await reviewer.call<ReviewerKeys>('look at own keys', 'GET', '/api/reviewer-keys');
  const key = await ed25519KeyOf(seed);
  const enrolment = { ...(await enrolmentOf(key, account)), device: 'A program with Node' };
  await reviewer.call('enrol a key', 'POST', '/api/reviewer-keys', enrolment);
  return key;
}
