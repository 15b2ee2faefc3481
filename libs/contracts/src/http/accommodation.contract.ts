import { adjustmentBounds as bounds, type Adjustment as DomainAdjustment } from '@evenhand/domain';
import * as z from 'zod';
import { Id, Moment, pageOf } from './page.contract';

/** Accommodations: between the candidate and the accommodation officer. No other contract speaks of them. */

/** Words people write; a null character cannot be stored. */
const words = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\0]*$/, { error: 'This holds a character that cannot be kept.' });
const times = z.number().min(bounds.times.least).max(bounds.times.most);
const plus = (most: number) => z.number().int().min(1).max(most);
const timeDial = <D extends 'preparation' | 'answer-time' | 'deadline'>(dial: D) => {
  const at = { dial: z.literal(dial) };
  return [
    z.strictObject({ ...at, times }),
    z.strictObject({ ...at, plusSeconds: plus(bounds.plusSeconds[dial]) }),
    z.strictObject({ ...at, unlimited: z.literal(true) }),
  ] as const;
};
const plainDial = <D extends string>(dial: D) => z.strictObject({ dial: z.literal(dial) });

/** One change of what the interview demands; asked for and granted in the same words. See docs/limits.md. */
export const Adjustment = z
  .union([
    ...timeDial('preparation'),
    ...timeDial('answer-time'),
    ...timeDial('deadline'),
    z.strictObject({
      dial: z.literal('extra-takes'),
      takes: z.number().int().min(bounds.takes.least).max(bounds.takes.most),
    }),
    z.strictObject({
      dial: z.literal('pauses'),
      seconds: z.number().int().min(bounds.pauseSeconds.least).max(bounds.pauseSeconds.most),
    }),
    z.strictObject({
      dial: z.literal('answer-kinds'),
      kinds: z
        .array(z.enum(['video', 'audio', 'text', 'sign-language']))
        .min(1)
        .max(4),
      track: z.enum(['interpreter', 'captioner']).optional(),
    }),
    plainDial('questions-in-advance'),
    plainDial('prompt-captions'),
    plainDial('sign-language-prompts'),
    plainDial('human-only'),
    plainDial('live-conversation'),
    z.strictObject({ dial: z.literal('other'), text: words(bounds.text).min(1) }),
  ])
  .meta({ id: 'Adjustment' }) satisfies z.ZodType<DomainAdjustment>;
export type Adjustment = z.output<typeof Adjustment>;

const Adjustments = z.array(Adjustment).max(24);

/** Where a request stands. */
const Status = z.enum(['pending', 'granted', 'declined', 'withdrawn']);

/** What the candidate asks for. No reason is needed, and none is asked for here. */
export const NewAccommodation = z
  .object({
    wishes: Adjustments.min(1, { error: 'Choose at least one thing.' }),
    note: words(bounds.text).default(''),
  })
  .meta({ id: 'NewAccommodation' });
export type NewAccommodation = z.output<typeof NewAccommodation>;

export const OwnAccommodation = z.object({
  id: Id,
  wishes: z.array(Adjustment),
  note: z.string(),
  status: Status,
  askedAt: Moment,
  /** Until when an officer answers; null once there is an answer. */
  dueAt: Moment.nullable(),
  decidedAt: Moment.nullable(),
  /** Granted by itself, without an officer. */
  atOnce: z.boolean(),
  granted: z.array(Adjustment),
  reply: z.string().nullable(),
  /** What the officer must know before deciding, and whether it was answered. */
  question: z.object({ text: z.string(), answered: z.boolean() }).nullable(),
});
export type OwnAccommodation = z.infer<typeof OwnAccommodation>;

/** The candidate's own requests, newest first. */
export const OwnAccommodations = z
  .object({
    now: Moment,
    /** What is granted at once when it is asked for, up to these. */
    atOnce: z.array(Adjustment),
    answerWithinHours: z.number().int(),
    /** False when the interview is over and nothing can be granted any more. */
    open: z.boolean(),
    requests: z.array(OwnAccommodation),
  })
  .meta({ id: 'OwnAccommodations' });
export type OwnAccommodations = z.infer<typeof OwnAccommodations>;

/** The answer to an officer's question: read by officers only, deleted with the decision. */
export const MedicalDetail = z
  .object({ text: words(4000).min(1, { error: 'This must not be empty.' }) })
  .meta({ id: 'MedicalDetail' });
export type MedicalDetail = z.output<typeof MedicalDetail>;

export const AccommodationQuery = z.object({
  state: z.enum(['pending', 'decided']).default('pending'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AccommodationQuery = z.output<typeof AccommodationQuery>;

export const AccommodationRow = z.object({
  id: Id,
  candidateName: z.string(),
  requisition: z.string(),
  dials: z.array(z.string()),
  status: Status,
  askedAt: Moment,
  dueAt: Moment,
  decidedAt: Moment.nullable(),
  overdue: z.boolean(),
  /** The officer has asked something and the candidate has not answered yet. */
  waitsForCandidate: z.boolean(),
});
export type AccommodationRow = z.infer<typeof AccommodationRow>;

/** Pending ones by due date, decided ones newest first. */
export const AccommodationQueue = pageOf(AccommodationRow)
  .extend({ pending: z.number().int(), overdue: z.number().int() })
  .meta({ id: 'AccommodationQueue' });
export type AccommodationQueue = z.infer<typeof AccommodationQueue>;

const Stop = z.object({ from: z.number().int(), to: z.number().int().nullable() });

/** What effective limits are computed from, so that the officer sees the effect of a grant beforehand. Milliseconds. */
export const LimitFacts = z.object({
  template: z.object({
    opensAt: z.number().int(),
    deadline: z.number().int(),
    questions: z.array(
      z.object({
        id: z.string(),
        kinds: z.array(z.enum(['video', 'audio', 'text'])),
        preparationSeconds: z.number().int().nullable(),
        answerSeconds: z.number().int().nullable(),
        retakes: z.number().int(),
      }),
    ),
  }),
  policy: z.array(Adjustment),
  grants: z.array(Adjustment),
  now: z.number().int(),
  spent: z.object({
    requests: z.array(Stop),
    pauses: z.array(Stop),
    questions: z.array(z.object({ id: z.string(), preparationSeconds: z.number(), takes: z.number().int() })),
  }),
});

const Past = z.object({
  id: Id,
  wishes: z.array(Adjustment),
  granted: z.array(Adjustment),
  status: Status,
  askedAt: Moment,
  decidedAt: Moment.nullable(),
  decidedBy: z.string().nullable(),
  reply: z.string().nullable(),
});

/** One request with everything an officer decides by. */
export const AccommodationCase = z
  .object({
    id: Id,
    candidate: z.object({ name: z.string(), language: z.string(), timeZone: z.string().nullable() }),
    requisition: z.object({ title: z.string(), synthetic: z.boolean() }),
    interview: z.enum(['invited', 'in-progress', 'submitted', 'withdrawn', 'expired']),
    wishes: z.array(Adjustment),
    note: z.string(),
    status: Status,
    askedAt: Moment,
    dueAt: Moment,
    overdue: z.boolean(),
    decidedAt: Moment.nullable(),
    /** Name of the officer; null when it was granted at once. */
    decidedBy: z.string().nullable(),
    granted: z.array(Adjustment),
    reply: z.string().nullable(),
    question: z.object({ text: z.string(), askedAt: Moment, answer: z.string().nullable() }).nullable(),
    facts: LimitFacts,
    /** Everything else this candidate asked for, newest first. */
    history: z.array(Past),
  })
  .meta({ id: 'AccommodationCase' });
export type AccommodationCase = z.infer<typeof AccommodationCase>;

/** Grants may differ from what was asked for; none at all declines. The reply is read by the candidate. */
export const NewAccommodationDecision = z
  .object({
    grants: Adjustments,
    reply: words(bounds.text).min(1, { error: 'Say something to the candidate.' }),
  })
  .meta({ id: 'NewAccommodationDecision' });
export type NewAccommodationDecision = z.output<typeof NewAccommodationDecision>;

export const AccommodationQuestion = z
  .object({ text: words(bounds.text).min(1, { error: 'This must not be empty.' }) })
  .meta({ id: 'AccommodationQuestion' });
export type AccommodationQuestion = z.output<typeof AccommodationQuestion>;

/** What everybody is granted, and what is granted at once when it is asked for. */
export const NewAccommodationPolicy = z
  .object({
    everybody: Adjustments,
    atOnce: Adjustments,
    answerWithinHours: z
      .number()
      .int()
      .min(1)
      .max(24 * 14),
  })
  .meta({ id: 'NewAccommodationPolicy' });
export type NewAccommodationPolicy = z.output<typeof NewAccommodationPolicy>;

export const AccommodationPolicyView = NewAccommodationPolicy.extend({
  /** 0 for the default that comes with the program. */
  version: z.number().int(),
  since: Moment.nullable(),
  by: z.string().nullable(),
}).meta({ id: 'AccommodationPolicyView' });
export type AccommodationPolicyView = z.infer<typeof AccommodationPolicyView>;

/** A count below 5 is not told; null stands for it. */
export const AccommodationFigures = z
  .object({
    since: Moment,
    asked: z.number().int().nullable(),
    grantedAtOnce: z.number().int().nullable(),
    decided: z.number().int().nullable(),
    granted: z.number().int().nullable(),
    inTime: z.number().int().nullable(),
    medianHours: z.number().nullable(),
  })
  .meta({ id: 'AccommodationFigures' });
export type AccommodationFigures = z.infer<typeof AccommodationFigures>;
