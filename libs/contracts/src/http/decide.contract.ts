import * as z from 'zod';
import { Id, Moment } from './page.contract';

export const DecisionReasons = z.object({
  /** Reasons tied to criteria. */
  criteria: z
    .array(
      z.object({
        questionId: z.string(),
        criterionId: z.string(),
        reason: z.string().trim().min(1).max(2000),
      }),
    )
    .min(1, { error: 'Give at least one reason tied to a criterion.' }),
  summary: z.string().trim().max(4000).default(''),
});

/** Always a person's. "advance" is an invitation to a live conversation. */
export const NewDecision = z
  .object({
    outcome: z.enum(['advance', 'decline']),
    reasons: DecisionReasons,
    /** What the candidate is told, besides the outcome itself. */
    message: z.string().trim().min(1, { error: 'Write the candidate a few words.' }).max(4000),
    conversationUrl: z
      .url({ protocol: /^https?$/ })
      .max(1000)
      .optional(),
  })
  .refine((decision) => decision.outcome === 'decline' || decision.conversationUrl !== undefined, {
    error: 'Add the link to the live conversation you invite to.',
    path: ['conversationUrl'],
  })
  .meta({ id: 'NewDecision' });
export type NewDecision = z.output<typeof NewDecision>;

export const DecisionView = z
  .object({ interviewId: Id, outcome: z.enum(['advance', 'decline']), decidedAt: Moment })
  .meta({ id: 'DecisionView' });
export type DecisionView = z.infer<typeof DecisionView>;
