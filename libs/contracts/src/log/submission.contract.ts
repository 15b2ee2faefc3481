import * as z from 'zod';

const Digest = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * What the log entry `submitted` commits to, opened in the evidence pack: digests, ids and choices, no text. Each digest
 * of the entry is HMAC-SHA-256(salt, label ‖ 0x00 ‖ canonical JSON of the part).
 */
export const SubmissionContent = z.object({
  media: z.object({
    answers: z.array(
      z.object({
        questionId: z.string(),
        kind: z.enum(['video', 'audio', 'text']),
        /** SHA-256 of the recording as uploaded, or of the written answer in UTF-8. */
        sha256: Digest,
        /** SHA-256 of the captions handed in (WebVTT), where there are any. */
        captions: Digest.nullable(),
      }),
    ),
    /** SHA-256 of what the candidate added at the end; null when nothing. */
    clarification: Digest.nullable(),
  }),
  /** Content hash of the template version. */
  template: Digest,
  /** Hash of the notice's text. */
  notice: Digest,
  consent: z.object({ transcription: z.boolean(), aiAssessment: z.boolean() }),
});
export type SubmissionContent = z.infer<typeof SubmissionContent>;

/** Limits that held at submission. They have a salt of their own, since they may tell of an accommodation. */
export const SubmittedLimits = z.object({
  /** Null for none. */
  deadline: z.iso.datetime().nullable(),
  questions: z.array(
    z.object({
      questionId: z.string(),
      preparationSeconds: z.number().int().nullable(),
      answerSeconds: z.number().int().nullable(),
      retakes: z.number().int(),
    }),
  ),
});
export type SubmittedLimits = z.infer<typeof SubmittedLimits>;

/** Labels of the digests in the entries `submitted` and `consented`. */
export const submissionLabels = {
  media: 'evenhand/submitted/media/v1',
  template: 'evenhand/submitted/template/v1',
  notice: 'evenhand/submitted/notice/v1',
  consent: 'evenhand/submitted/consent/v1',
  limits: 'evenhand/submitted/limits/v1',
  choices: 'evenhand/consented/choices/v1',
} as const;
