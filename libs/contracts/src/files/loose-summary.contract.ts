import * as z from 'zod';

const name = z.string().trim().min(1);
const levels = ['1', '2', '3', '4', '5'] as const;

const Anchors = z
  .record(z.enum(levels), name.optional())
  .refine((given) => given['1'] && given['5'], { error: 'needs at least the levels 1 and 5' });

/** Questions and rubric in a file, for a look at a summary without an interview. */
export const LooseRubric = z.object({
  questions: z
    .array(
      z.object({
        id: name,
        text: name,
        criteria: z
          .array(
            z.object({
              id: name,
              name,
              anchors: Anchors,
              jobRelatedness: z.string().trim().default(''),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
});

/** Seconds from the beginning of the recording. */
const seconds = z.number().min(0);

/** A transcript in a file, for a look at a summary without an interview. */
export const LooseTranscript = z.object({
  answers: z
    .array(
      z.object({
        questionId: name,
        language: name.nullable().default(null),
        segments: z.array(z.object({ start: seconds, end: seconds, text: z.string() })),
      }),
    )
    .min(1),
  person: z
    .strictObject({ name: z.string().default(''), email: z.string().default('') })
    .default({ name: '', email: '' }),
});
