import { holdKey, type Transaction } from '@evenhand/adapters/database';
import type { SignedScorecard } from '@evenhand/contracts';
import { digestOfScorecard, fromBase64, isRatingSigned } from '@evenhand/ledger';
import {
  KeyNotEnrolled,
  RootStale,
  ScorecardDigestWrong,
  SignatureWrong,
  SigningKeyRetired,
} from './review.errors';

/** The seat a scorecard is for. */
interface Seat {
  readonly packetId: string;
  readonly interviewId: string;
  readonly round: number;
  readonly reviewerId: string;
  readonly openedAt: Date | null;
}

/**
 * Holds a scorecard to what it claims: that its digest is that of its content, that a key of this reviewer's own signed it,
 * and that the log had everything sealed about the interview in it when the packet was delivered. The key stays as it is
 * until the transaction ends.
 *
 * @returns the salt, as bytes
 * @throws ScorecardDigestWrong, KeyNotEnrolled, SigningKeyRetired, SignatureWrong, RootStale
 */
export async function mustBeSigned(
  tx: Transaction<'review'>,
  { packetId, interviewId, round, reviewerId, openedAt }: Seat,
  { content, digest, key: keyDigest, root, salt: saltText, signature }: SignedScorecard,
): Promise<Uint8Array<ArrayBuffer>> {
  const salt = bytesOf(saltText);
  if (digestOfScorecard(salt, content) !== digest) throw new ScorecardDigestWrong();
  await holdKey(tx, keyDigest);
  const key = await tx.reviewerKey.findUnique({ where: { key: keyDigest } });
  if (key?.account !== reviewerId) throw new KeyNotEnrolled();
  if (key.retiredAt !== null) throw new SigningKeyRetired();
  const statement = { digest, packetId, root };
  if (!(await isRatingSigned(key.publicKey, statement, bytesOf(signature)))) throw new SignatureWrong();
  const [standing] = await tx.$queryRaw<{ covers: boolean }[]>`
    SELECT ledger.root_covers_seals(${root}, ${interviewId}::uuid, ${round}::int) AS covers`;
  if (openedAt === null || standing?.covers !== true) throw new RootStale();
  return salt;
}

/** The contract has seen to the form; what is no base 64 all the same fits nothing. */
const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => new Uint8Array(fromBase64(base64) ?? []);
