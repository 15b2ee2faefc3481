import * as z from 'zod';
import { Id, Moment } from './page.contract';

/** Keys reviewers sign scorecards with. The private half never leaves the browser or program that made it. */

/** SHA-256 or another digest of 32 bytes, hex. */
export const HexDigest = z.string().regex(/^[0-9a-f]{64}$/);
/** Base 64, with padding, of 32 bytes. */
export const Base64Of32 = z.string().regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/);
/** Base 64, with padding, of 64 bytes. */
export const Base64Of64 = z.string().regex(/^[A-Za-z0-9+/]{85}[AQgw]==$/);

export const NewReviewerKey = z
  .object({
    /** Ed25519, raw (RFC 8032). */
    publicKey: Base64Of32,
    /** The key's signature over the canonical JSON of {account, key}; key is the SHA-256 of the raw public key, hex. */
    proof: Base64Of64,
    /** Where the key is, in words its owner will recognise, for example "Firefox on Windows". */
    device: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9][A-Za-z0-9 .,()-]{0,59}$/, {
        error: 'Use up to 60 letters, digits, spaces and . , ( ) -',
      }),
  })
  .meta({ id: 'NewReviewerKey' });
export type NewReviewerKey = z.output<typeof NewReviewerKey>;

export const ReviewerKey = z
  .object({
    /** SHA-256 of the raw public key, hex: the key's name in the log. */
    key: HexDigest,
    device: z.string(),
    enrolledAt: Moment,
    /** Null while it may sign. */
    retiredAt: Moment.nullable(),
  })
  .meta({ id: 'ReviewerKey' });
export type ReviewerKey = z.infer<typeof ReviewerKey>;

export const ReviewerKeys = z
  .object({
    /** Id of the account that asks: part of the proof of a new key. */
    account: Id,
    /** The latest first. */
    rows: z.array(ReviewerKey),
  })
  .meta({ id: 'ReviewerKeys' });
export type ReviewerKeys = z.infer<typeof ReviewerKeys>;
