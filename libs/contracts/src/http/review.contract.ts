import * as z from 'zod';
import { Id, Moment } from './page.contract';
import { Base64Of32, Base64Of64, HexDigest } from './reviewer-key.contract';
import { Criterion } from './template.contract';

/** Exactly what a reviewer may see before reveal. Nothing else reaches one. */

export const ScorecardRating = z.object({
  questionId: z.string(),
  criterionId: z.string(),
  /** 1–5; null is "cannot judge". */
  rating: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]).nullable(),
  note: z.string().max(4000).optional(),
});
export type ScorecardRating = z.infer<typeof ScorecardRating>;

/** Ratings so far; gaps are fine. */
export const ScorecardDraft = z
  .object({ ratings: z.array(ScorecardRating).max(400) })
  .meta({ id: 'ScorecardDraft' });
export type ScorecardDraft = z.infer<typeof ScorecardDraft>;
/** A whole scorecard. Locking it is final. */
export const ScorecardContent = z
  .object({ ratings: z.array(ScorecardRating).min(1).max(400) })
  .meta({ id: 'ScorecardContent' });
export type ScorecardContent = z.infer<typeof ScorecardContent>;

/**
 * A whole scorecard, signed with a key of the reviewer's own. How to make one is in docs/signing-scorecards.md.
 */
export const SignedScorecard = z
  .object({
    content: ScorecardContent,
    /** 32 random bytes, made for this scorecard. */
    salt: Base64Of32,
    /** HMAC-SHA-256(salt, "evenhand/scorecard/v1" ‖ 0x00 ‖ canonical JSON of the content), hex. */
    digest: HexDigest,
    /** `root` of the packet. */
    root: HexDigest,
    /** SHA-256 of the raw public key, hex. */
    key: HexDigest,
    /** Ed25519 over the canonical JSON of {digest, packetId, root}. */
    signature: Base64Of64,
  })
  .meta({ id: 'SignedScorecard' });
export type SignedScorecard = z.infer<typeof SignedScorecard>;

export const Segment = z.object({
  startMs: z.number(),
  endMs: z.number(),
  text: z.string(),
  confidence: z.number().optional(),
});
export const Segments = z.array(Segment);
export type Segments = z.infer<typeof Segments>;
export const Span = z.object({ startMs: z.number(), endMs: z.number() });
export const Spans = z.array(Span);
export type Spans = z.infer<typeof Spans>;
/** audiowaveform JSON, version 2. */
export const Waveform = z.object({
  version: z.literal(2),
  channels: z.literal(1),
  sample_rate: z.number(),
  samples_per_pixel: z.number(),
  bits: z.literal(8),
  length: z.number(),
  data: z.array(z.number()),
});
export type Waveform = z.infer<typeof Waveform>;

export const PacketAnswer = z
  .object({
    /** Question of the template; null for what the candidate added at the end. */
    questionId: z.string().nullable(),
    question: z.string(),
    criteria: z.array(Criterion),
    text: z.string().nullable(),
    media: z
      .object({
        url: z.string(),
        type: z.string(),
        posterUrl: z.string().nullable(),
        durationMs: z.number().int(),
        waveform: Waveform,
        silences: z.array(Span),
      })
      .nullable(),
    /** Empty when there is none, whatever the reason. */
    transcript: z.array(Segment),
    /** WebVTT text, or null. */
    captions: z.string().nullable(),
  })
  .meta({ id: 'PacketAnswer' });
export type PacketAnswer = z.infer<typeof PacketAnswer>;

export const BlindPacket = z
  .object({
    packetId: Id,
    requisition: z.string(),
    /** The candidate's name where the template shows names; otherwise null. */
    candidateName: z.string().nullable(),
    answers: z.array(PacketAnswer),
    draft: ScorecardDraft,
    /** Own scorecard is locked; it can still be read. */
    locked: z.boolean(),
    /** Sentence on what is hidden and what opens it: from the template, the same for every interview of it. */
    sealedSentence: z.string(),
    /** Root of the newest checkpoint, hex: what is sealed was sealed before it. How large the log is it does not tell. */
    root: z.string().regex(/^[0-9a-f]{64}$/),
    /** Where this packet stands in the reviewer's own queue. */
    place: z.object({ number: z.number().int(), of: z.number().int() }),
    nextPacketId: Id.nullable(),
  })
  .meta({ id: 'BlindPacket' });
export type BlindPacket = z.infer<typeof BlindPacket>;

export const QueueRow = z
  .object({
    packetId: Id,
    requisition: z.string(),
    candidateName: z.string().nullable(),
    answers: z.number().int(),
    /** Length of all recordings together. */
    durationMs: z.number().int(),
    state: z.enum(['to-rate', 'draft', 'locked', 'revealed']),
    /** Named only once revealed. */
    interviewId: Id.nullable(),
  })
  .meta({ id: 'QueueRow' });
export type QueueRow = z.infer<typeof QueueRow>;

export const QueueQuery = z.object({
  state: z.enum(['open', 'locked', 'revealed']).default('open'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const ReviewQueue = z
  .object({
    rows: z.array(QueueRow),
    next: z.string().nullable(),
    /** Packets still to rate, and minutes of recordings in them. */
    left: z.number().int(),
    minutesLeft: z.number().int(),
  })
  .meta({ id: 'ReviewQueue' });
export type ReviewQueue = z.infer<typeof ReviewQueue>;

export const DraftSaved = z.object({ savedAt: Moment }).meta({ id: 'DraftSaved' });
export const ScorecardLocked = z
  .object({ lockedAt: Moment, nextPacketId: Id.nullable() })
  .meta({ id: 'ScorecardLocked' });
export type ScorecardLocked = z.infer<typeof ScorecardLocked>;
