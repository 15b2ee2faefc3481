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
  /** Place in the log's tree; null while it has none yet. */
  index: z.number().int().nullable(),
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

export const CheckpointQuery = z.object({
  /** Size of the checkpoint you saw last; 0 for none. */
  from: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
});
export const LogCheckpoint = z
  .object({
    /** The newest checkpoint: a signed note (C2SP tlog-checkpoint) with the cosignatures it has got. */
    checkpoint: z.string(),
    /** Entries it covers. */
    size: z.number().int(),
    from: z.number().int(),
    /** Proof that it continues the checkpoint of size `from` (RFC 6962), base64. */
    consistency: z.array(z.string()),
    /** Verifier keys of the log, the newest last. Do not believe them because they stand here: compare with those you know. */
    logKeys: z.array(z.string()),
    /** Verifier keys of those who may cosign. */
    witnessKeys: z.array(z.string()),
  })
  .meta({ id: 'LogCheckpoint' });
export type LogCheckpoint = z.infer<typeof LogCheckpoint>;

export const NewCosignatures = z
  .object({
    /** Size of the checkpoint that was cosigned. */
    size: z.number().int().positive(),
    /** Lines of the signed note (C2SP tlog-cosignature). */
    cosignatures: z.string().min(1).max(10_000),
  })
  .meta({ id: 'NewCosignatures' });
export type NewCosignatures = z.output<typeof NewCosignatures>;
export const CosignaturesKept = z.object({ witnesses: z.array(z.string()) }).meta({ id: 'CosignaturesKept' });
export type CosignaturesKept = z.infer<typeof CosignaturesKept>;

/**
 * An evidence pack as it is sent: docs/evidence-pack.md says what its parts hold. What lay in a seal is text here, so that
 * whoever carries packs need not know verdicts.
 */
export const EvidencePack = z
  .strictObject({
    about: z.strictObject({ id: Id, kind: z.enum(['interview', 'requisition']) }),
    checkpoints: z.array(z.string()),
    interviews: z.array(
      z.strictObject({
        certificate: z.array(z.string()),
        decision: z.strictObject({ content: z.unknown(), salt: z.string() }).nullable(),
        id: Id,
        rounds: z.array(
          z.strictObject({
            arm: z.strictObject({ content: z.unknown(), salt: z.string() }).nullable(),
            medians: z.unknown(),
            revisions: z.array(z.strictObject({ content: z.unknown(), packet: Id, salt: z.string() })),
            round: z.number().int(),
            scorecards: z.array(
              z.strictObject({
                content: z.unknown(),
                packet: Id,
                reviewer: Id,
                salt: z.string(),
                seat: z.enum(['required', 'adjudicator']),
                signature: z.string().nullable(),
              }),
            ),
            summary: z.unknown(),
          }),
        ),
        runs: z.array(
          z.strictObject({
            payload: z.strictObject({ salt: z.string(), text: z.string() }).nullable(),
            /** Only for compliance officers, since it tells why there is no summary. */
            plan: z.strictObject({ salt: z.string(), text: z.string() }).nullable(),
            run: z.number().int(),
          }),
        ),
        template: Id,
      }),
    ),
    invited: z.array(z.array(Id)),
    keys: z.array(z.strictObject({ account: Id, key: z.string() })),
    /** Entries, or the hash of one that the reader may not know yet. */
    leaves: z.array(z.union([z.record(z.string(), z.unknown()), z.string().regex(/^[0-9a-f]{64}$/)])),
    logKey: z.string(),
    templates: z.array(z.strictObject({ content: z.unknown(), id: Id })),
    v: z.literal(1),
  })
  .meta({ id: 'EvidencePack' });
export type EvidencePack = z.infer<typeof EvidencePack>;

/** What the record says of how one interview was judged, in plain words. */
export const BlindnessCertificate = z
  .object({
    interviewId: Id,
    /** Every claim that can be judged without keys from elsewhere holds. */
    blind: z.boolean(),
    /** One sentence each; what is not proved comes last. */
    lines: z.array(z.string()),
    /** Claims that do not hold, and why. */
    doubts: z.array(z.object({ claim: z.string(), say: z.string() })),
    /** Verifier key of the log. */
    logKey: z.string(),
    /** Entries of the log that it speaks for. */
    entries: z.number().int(),
  })
  .meta({ id: 'BlindnessCertificate' });
export type BlindnessCertificate = z.infer<typeof BlindnessCertificate>;

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
