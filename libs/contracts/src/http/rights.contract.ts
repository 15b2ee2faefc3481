import * as z from 'zod';

/** How far the erasure of a candidate's interview is. */
export const ErasureView = z
  .object({
    state: z.enum(['none', 'requested', 'done']),
    requestedAt: z.iso.datetime().nullable(),
    completedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ErasureView' });
export type ErasureView = z.infer<typeof ErasureView>;

/** Erasure cannot be undone: the request says that this is known. */
export const NewErasure = z.object({ understood: z.literal(true) }).meta({ id: 'NewErasure' });
export type NewErasure = z.infer<typeof NewErasure>;

const count = z.number().int().nonnegative();

/** What was erased, for the candidate to keep. It names nobody. */
export const ErasureCertificate = z
  .object({
    v: z.literal(1),
    interview: z.uuid(),
    requestedAt: z.iso.datetime(),
    completedAt: z.iso.datetime(),
    removed: z.object({
      answers: count,
      /** Takes with everything made of them. */
      recordings: count,
      transcripts: count,
      /** Sealed summaries, or seals that say there is none. */
      summaries: count,
      scorecards: count,
      decisions: count,
      letters: count,
      /** False while another interview of the same person still needs name and address. */
      person: z.boolean(),
    }),
    /** Entry of the log that stands for the erasure. */
    entry: z.object({ v: z.literal(1), type: z.literal('erased'), interview: z.uuid() }),
  })
  .meta({ id: 'ErasureCertificate' });
export type ErasureCertificate = z.infer<typeof ErasureCertificate>;
