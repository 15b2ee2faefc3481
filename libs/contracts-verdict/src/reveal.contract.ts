import * as z from 'zod';
import { Summary } from './summary.contract';

const Key = { questionId: z.string(), criterionId: z.string() };
const Point = z.number().int().min(1).max(5).nullable();

/** Own rating, colleagues' ratings and the AI summary side by side. Only after reveal. */
export const RevealView = z
  .object({
    interviewId: z.uuid(),
    round: z.number().int(),
    requisition: z.object({ id: z.uuid(), title: z.string(), synthetic: z.boolean() }),
    candidateName: z.string().nullable(),
    revealedAt: z.iso.datetime(),
    lockedAt: z.iso.datetime(),
    answers: z.array(
      z.object({
        questionId: z.string().nullable(),
        question: z.string(),
        criteria: z.array(z.object({ id: z.string(), name: z.string(), anchors: z.array(z.string()) })),
        text: z.string().nullable(),
        media: z
          .object({
            url: z.string(),
            type: z.string(),
            posterUrl: z.string().nullable(),
            durationMs: z.number().int(),
          })
          .nullable(),
        transcript: z.array(
          z.object({
            startMs: z.number(),
            endMs: z.number(),
            text: z.string(),
            confidence: z.number().optional(),
          }),
        ),
        captions: z.string().nullable(),
      }),
    ),
    scorecards: z.array(
      z.object({
        reviewerId: z.uuid(),
        reviewer: z.string(),
        own: z.boolean(),
        seat: z.enum(['required', 'adjudicator']),
        ratings: z.array(z.object({ ...Key, rating: Point, note: z.string().optional() })),
      }),
    ),
    medians: z.array(z.object({ ...Key, rating: z.number().nullable() })),
    revisions: z.array(
      z.object({
        ...Key,
        id: z.uuid(),
        reviewerId: z.uuid(),
        reviewer: z.string(),
        rating: Point,
        reason: z.string(),
        createdAt: z.iso.datetime(),
      }),
    ),
    /** Null: no AI summary is shown for this interview. */
    summary: Summary.nullable(),
    decision: z
      .object({ outcome: z.enum(['advance', 'decline']), decidedAt: z.iso.datetime(), by: z.string() })
      .nullable(),
    /** What the asking person may do here. */
    may: z.object({ revise: z.boolean(), decide: z.boolean() }),
  })
  .meta({ id: 'RevealView' });
export type RevealView = z.infer<typeof RevealView>;

export const NewRevision = z
  .object({
    ...Key,
    rating: Point,
    reason: z.string().trim().min(1, { error: 'Say why you changed your rating.' }).max(2000),
  })
  .meta({ id: 'NewRevision' });
export type NewRevision = z.output<typeof NewRevision>;
