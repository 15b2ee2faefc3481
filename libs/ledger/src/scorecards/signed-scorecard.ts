import { toBase64 } from '../base64';
import { canonicalJson } from '../canonical';
import { commitmentOf, digestOf } from '../digest';
import type { Ed25519Key } from '../notes/ed25519';
import { verifyEd25519 } from '../notes/ed25519';
import { bytesOf } from '../utf8';

/** Label of the salted digest of a scorecard. */
export const scorecardLabel = 'evenhand/scorecard/v1';
/** Bytes of its salt. */
export const SCORECARD_SALT_LENGTH = 32;

/** What a reviewer's key signs of a scorecard: these ratings, of this packet, after the log was this one. */
export interface RatingStatement {
  /** Salted digest of the content, hex. */
  readonly digest: string;
  readonly packetId: string;
  /** Root hash of the log's newest checkpoint when the packet was delivered, hex. */
  readonly root: string;
}

/** A scorecard as its reviewer sends it. */
export interface SignedScorecard<Content> {
  readonly content: Content;
  /** Base 64 of 32 random bytes. */
  readonly salt: string;
  readonly digest: string;
  readonly root: string;
  /** {@link keyDigestOf} the key that signed. */
  readonly key: string;
  /** Base 64 of 64 bytes, Ed25519 over {@link bytesOfStatement}. */
  readonly signature: string;
}

/** Names a reviewer's key: SHA-256 of its 32 raw bytes, hex. */
export const keyDigestOf = (publicKey: Uint8Array): string => digestOf(publicKey);

/** HMAC-SHA-256(salt, "evenhand/scorecard/v1\0" ‖ canonical JSON of the content), hex. */
export const digestOfScorecard = (salt: Uint8Array, content: unknown): string =>
  commitmentOf(salt, scorecardLabel, canonicalJson(content));

/** What is signed: UTF-8 of the canonical JSON of digest, packetId and root, and of nothing else. */
export const bytesOfStatement = ({ digest, packetId, root }: RatingStatement): Uint8Array =>
  bytesOf(canonicalJson({ digest, packetId, root }));

/**
 * Signs a scorecard. The content is signed as JSON carries it: what JSON leaves out is not part of it.
 *
 * @param salt 32 random bytes, made for this scorecard and no other
 */
export async function signScorecard<Content>(
  key: Ed25519Key,
  scorecard: { readonly content: Content; readonly packetId: string; readonly root: string },
  salt: Uint8Array,
): Promise<SignedScorecard<Content>> {
  if (salt.length !== SCORECARD_SALT_LENGTH)
    throw new RangeError(`A salt has ${SCORECARD_SALT_LENGTH} bytes, not ${salt.length}.`);
  const content = JSON.parse(JSON.stringify(scorecard.content)) as Content;
  const { packetId, root } = scorecard;
  const digest = digestOfScorecard(salt, content);
  const signature = await key.sign(bytesOfStatement({ digest, packetId, root }));
  return {
    content,
    salt: toBase64(salt),
    digest,
    root,
    key: keyDigestOf(key.publicKey),
    signature: toBase64(signature),
  };
}

/** Whether a key signed this statement. */
export const isRatingSigned = (
  publicKey: Uint8Array,
  statement: RatingStatement,
  signature: Uint8Array,
): Promise<boolean> => verifyEd25519(publicKey, bytesOfStatement(statement), signature);
