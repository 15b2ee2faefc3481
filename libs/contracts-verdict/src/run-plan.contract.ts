import * as z from 'zod';

const Digest = z.string().regex(/^[0-9a-f]{64}$/);

/** A prompt as it was released: `hash` covers its text, schema and parameters. */
export const PromptRef = z.strictObject({ id: z.string(), version: z.string(), hash: Digest });
export type PromptRef = z.infer<typeof PromptRef>;

/**
 * What is declared before a run, whether a model may run or not. The log holds a salted digest of it; the plan itself is
 * opened in the evidence pack only.
 */
export const RunPlan = z
  .strictObject({
    v: z.literal(1),
    run: z.number().int().positive(),
    /** Who will write the summary; none: nobody may, or there is nothing to read. */
    origin: z.enum(['model', 'authored', 'keywords', 'none']),
    model: z
      .strictObject({ provider: z.string(), name: z.string(), dialect: z.enum(['responses', 'chat']) })
      .nullable(),
    prompts: z.array(PromptRef),
    /** How often each criterion is rated. */
    samples: z.number().int().min(0),
    /** Digest of the template: questions, criteria, anchors. */
    template: Digest,
    transcripts: z.array(
      z.strictObject({
        questionId: z.string(),
        /** Digest of the transcript's text and segments. */
        transcript: Digest,
        /** Sentences addressed to the scorer, which no model gets to read. They are held against nobody. */
        leftOut: z.number().int().min(0),
      }),
    ),
  })
  .meta({ id: 'RunPlan' });
export type RunPlan = z.infer<typeof RunPlan>;
