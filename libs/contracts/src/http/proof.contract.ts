import * as z from 'zod';
import { Id, Moment } from './page.contract';

export const LedgerQuery = z.object({
  from: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
export const LedgerEntryRow = z.object({
  position: z.number().int(),
  id: Id,
  type: z.string(),
  /** The entry itself: canonical JSON (RFC 8785). */
  entry: z.string(),
  recordedAt: Moment,
  /** The entry in plain words. */
  sentence: z.string(),
});
export const LedgerEntries = z
  .object({ entries: z.array(LedgerEntryRow), next: z.number().int().nullable() })
  .meta({ id: 'LedgerEntries' });
export type LedgerEntries = z.infer<typeof LedgerEntries>;

export const Health = z.object({ alive: z.literal(true) }).meta({ id: 'Health' });
export const CheckedPart = z.object({ ok: z.boolean(), say: z.string() });
export const Readiness = z
  .object({
    ready: z.boolean(),
    parts: z.object({
      database: CheckedPart,
      queue: CheckedPart,
      storage: CheckedPart,
      worker: CheckedPart,
      revealer: CheckedPart,
      log: CheckedPart,
      media: CheckedPart,
      transcription: CheckedPart,
      summaries: CheckedPart,
      mail: CheckedPart,
    }),
  })
  .meta({ id: 'Readiness' });
export type Readiness = z.infer<typeof Readiness>;

export const DeadLetterRow = z.object({
  id: Id,
  stage: z.string(),
  code: z.string(),
  sentence: z.string(),
  attempts: z.number().int(),
  updatedAt: Moment,
  requisitionId: Id.nullable(),
});
export const DeadLetters = z
  .object({ rows: z.array(DeadLetterRow), next: z.string().nullable() })
  .meta({ id: 'DeadLetters' });
export type DeadLetters = z.infer<typeof DeadLetters>;

/** AI spend and failures: per day and provider, never per interview. */
export const AiDay = z.object({
  day: z.string(),
  provider: z.string(),
  model: z.string(),
  purpose: z.string(),
  calls: z.number().int(),
  failures: z.number().int(),
  askedAgain: z.number().int(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  audioSeconds: z.number(),
  cost: z.number(),
});
export const AiDays = z.object({ rows: z.array(AiDay) }).meta({ id: 'AiDays' });
export type AiDays = z.infer<typeof AiDays>;
