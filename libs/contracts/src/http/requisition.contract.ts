import * as z from 'zod';
import { Email, Id, Moment, pageOf } from './page.contract';
import { Template } from './template.contract';

export const NewRequisition = z
  .object({
    title: z.string().trim().min(1, { error: 'Give the job a title.' }).max(200),
    description: z.string().trim().max(10_000).default(''),
    contactEmail: Email,
    promisedDays: z.number().int().min(1).max(90).default(14),
    /** A sensible draft is made when absent. */
    template: Template.optional(),
  })
  .meta({ id: 'NewRequisition' });
export type NewRequisition = z.output<typeof NewRequisition>;

export const RequisitionStatus = z.enum(['draft', 'open', 'closed']);

/** How many interviews stand where. Nothing about reviewing is counted before reveal. */
export const Funnel = z.object({
  invited: z.number().int(),
  inProgress: z.number().int(),
  submitted: z.number().int(),
  notFinished: z.number().int(),
  revealed: z.number().int(),
  decided: z.number().int(),
});

export const RequisitionRow = z
  .object({
    id: Id,
    title: z.string(),
    status: RequisitionStatus,
    createdAt: Moment,
    /** Made up for the demo; shown wherever it appears. */
    synthetic: z.boolean(),
    funnel: Funnel,
  })
  .meta({ id: 'RequisitionRow' });
export type RequisitionRow = z.infer<typeof RequisitionRow>;
export const RequisitionPage = pageOf(RequisitionRow).meta({ id: 'RequisitionPage' });
export type RequisitionPage = z.infer<typeof RequisitionPage>;

export const Duty = z.enum(['recruiter', 'reviewer', 'hiring_manager']);
export const Member = z.object({ userId: Id, duty: Duty }).meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;

export const RequisitionView = RequisitionRow.extend({
  description: z.string(),
  contactEmail: z.string(),
  promisedDays: z.number().int(),
  template: Template,
  templateNumber: z.number().int(),
  /** SHA-256 of the canonical template, hex; null while it is a draft. */
  templateHash: z.string().nullable(),
  members: z.array(Member),
  openLink: z.object({ createdAt: Moment, expiresAt: Moment.nullable() }).nullable(),
}).meta({ id: 'RequisitionView' });
export type RequisitionView = z.infer<typeof RequisitionView>;

export const RequisitionChange = z
  .object({
    title: z.string().trim().min(1).max(200).optional(),
    description: z.string().trim().max(10_000).optional(),
    contactEmail: Email.optional(),
    promisedDays: z.number().int().min(1).max(90).optional(),
    template: Template.optional(),
  })
  .meta({ id: 'RequisitionChange' });
export type RequisitionChange = z.output<typeof RequisitionChange>;

export const Members = z.object({ members: z.array(Member).max(200) }).meta({ id: 'Members' });

/**
 * Either a pasted or uploaded CSV text (columns name, email; header optional) or a list. All or nothing: names and
 * addresses are checked together, so that one answer names every mistake with its row.
 */
export const NewInvitations = z
  .union([
    z.object({ csv: z.string().min(1).max(2_000_000) }),
    z.object({
      candidates: z
        .array(z.object({ name: z.string(), email: z.string() }))
        .min(1)
        .max(20_000),
    }),
  ])
  .meta({ id: 'NewInvitations' });
export type NewInvitations = z.output<typeof NewInvitations>;

export const InvitationsMade = z
  .object({
    invited: z.number().int(),
    /** Already invited to this requisition; left as they were. */
    alreadyInvited: z.number().int(),
    /** Personal links, in the order of the list, up to 200 of them; larger lists get theirs by mail only. */
    links: z.array(z.object({ email: z.string(), url: z.string() })),
  })
  .meta({ id: 'InvitationsMade' });
export type InvitationsMade = z.infer<typeof InvitationsMade>;

export const NewOpenLink = z.object({ expiresAt: Moment.optional() }).meta({ id: 'NewOpenLink' });
export const OpenLink = z.object({ url: z.string(), expiresAt: Moment.nullable() }).meta({ id: 'OpenLink' });
export type OpenLink = z.infer<typeof OpenLink>;

/** What staff see of an interview: progress, and once revealed or decided, that. No times beside the invitation's. */
export const InterviewRow = z
  .object({
    id: Id,
    candidate: z.object({ name: z.string(), email: z.string() }),
    progress: z.enum(['invited', 'in-progress', 'submitted', 'not-finished', 'withdrawn']),
    invitedAt: Moment,
    revealed: z.boolean(),
    decision: z.enum(['advance', 'decline']).nullable(),
  })
  .meta({ id: 'InterviewRow' });
export type InterviewRow = z.infer<typeof InterviewRow>;
export const InterviewPage = pageOf(InterviewRow).meta({ id: 'InterviewPage' });
export type InterviewPage = z.infer<typeof InterviewPage>;

/** Mail as a list shows it; the text only in the demo. */
export const OutboxRow = z
  .object({
    id: Id,
    kind: z.string(),
    recipient: z.string(),
    createdAt: Moment,
    sentAt: Moment.nullable(),
    subject: z.string().nullable(),
    text: z.string().nullable(),
  })
  .meta({ id: 'OutboxRow' });
export const OutboxPage = pageOf(OutboxRow).extend({ sends: z.boolean() }).meta({ id: 'OutboxPage' });
export type OutboxPage = z.infer<typeof OutboxPage>;
