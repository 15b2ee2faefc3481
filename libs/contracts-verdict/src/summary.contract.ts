import * as z from 'zod';

/** Why a criterion got no score. */
export const Abstention = z.enum([
  'insufficient-evidence',
  'samples-disagree',
  'transcript-unreliable',
  'language-not-supported',
]);
export type Abstention = z.infer<typeof Abstention>;

/** A passage of the transcript, verified word for word against it. */
export const Quote = z.object({
  text: z.string(),
  startMs: z.number().int().nullable(),
  endMs: z.number().int().nullable(),
});
export type Quote = z.infer<typeof Quote>;

export const CriterionSummary = z.object({
  questionId: z.string(),
  criterionId: z.string(),
  /** 1–5 as an integer; null when abstained or when no model ran. */
  score: z.number().int().min(1).max(5).nullable(),
  abstention: Abstention.nullable(),
  /** One or two sentences tied to the quotes; empty without a model. */
  statement: z.string(),
  quotes: z.array(Quote),
});
export type CriterionSummary = z.infer<typeof CriterionSummary>;

/** What is sealed. `origin` says who wrote it, wherever it is shown. */
export const Summary = z
  .object({
    v: z.literal(1),
    kind: z.literal('summary'),
    /** model: a language model; authored: written for the demo, no model ran; keywords: passages found by words, no scores. */
    origin: z.enum(['model', 'authored', 'keywords']),
    model: z.string().nullable(),
    prompt: z.object({ id: z.string(), version: z.string(), hash: z.string() }).nullable(),
    criteria: z.array(CriterionSummary),
  })
  .meta({ id: 'Summary' });
export type Summary = z.infer<typeof Summary>;

/** Sealed in place of a summary when there is none. Never says why. */
export const NoSummary = z.object({ v: z.literal(1), kind: z.literal('none') });
export const SealedPayload = z.discriminatedUnion('kind', [Summary, NoSummary]);
export type SealedPayload = z.infer<typeof SealedPayload>;

/** Kept in the consent room, never in the payload. */
export const NoSummaryReason = z.enum([
  'no-consent',
  'human-only',
  'model-unavailable',
  'model-refused',
  'schema-failed',
  'not-configured',
  'budget-spent',
  'too-late',
  'no-transcript',
]);
export type NoSummaryReason = z.infer<typeof NoSummaryReason>;
