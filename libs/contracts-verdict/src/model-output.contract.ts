import * as z from 'zod';

/*
 * What language models are asked for. The JSON Schemas in ml-prompts are emitted from here and sent along; the answer is
 * parsed here again, whatever the server promised.
 */

/** Answer to the prompt extract-quotes: passages that speak to a criterion, copied word for word. */
export const ExtractedQuotes = z.strictObject({
  quotes: z.array(
    z.strictObject({
      criterionId: z.string(),
      /** Numbers of the sentences the words stand in, for example S004. */
      sentenceIds: z.array(z.string()),
      words: z.string(),
    }),
  ),
});
export type ExtractedQuotes = z.infer<typeof ExtractedQuotes>;

/** Answer to the prompt rate-criterion. What the quotes show comes before the level: evidence first. */
export const CriterionRating = z.strictObject({
  evidence: z.array(z.strictObject({ quoteIds: z.array(z.string()), sentence: z.string() })),
  /** Null when the quotes do not say enough to choose. */
  level: z.number().int().min(1).max(5).nullable(),
});
export type CriterionRating = z.infer<typeof CriterionRating>;
