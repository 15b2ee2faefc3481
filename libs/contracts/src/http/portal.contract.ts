import * as z from 'zod';
import { Email, Id, Moment } from './page.contract';

/** Candidates sign in with nothing but their personal link: its secret travels as `Authorization: Bearer <secret>`. */

export const TakeView = z
  .object({
    id: Id,
    number: z.number().int(),
    kind: z.enum(['video', 'audio', 'text']),
    status: z.enum(['open', 'stored', 'prepared', 'refused', 'discarded']),
    /** Why it was refused, in words, and the code. */
    refusal: z.object({ code: z.string(), sentence: z.string() }).nullable(),
    /** Address of the upload, to continue it; null once complete. */
    uploadUrl: z.string().nullable(),
    /** Short-lived address to watch it; null until prepared. */
    mediaUrl: z.string().nullable(),
    durationMs: z.number().int().nullable(),
    /** Codes such as silent, cut-short: the candidate may record again without using a take up. */
    flags: z.array(z.string()),
  })
  .meta({ id: 'TakeView' });
export type TakeView = z.infer<typeof TakeView>;

export const PortalQuestion = z
  .object({
    id: z.string(),
    text: z.string(),
    kinds: z.array(z.enum(['video', 'audio', 'text'])),
    /** Null for no limit, here and below. All limits are those that hold for this candidate. */
    preparationSeconds: z.number().int().nullable(),
    answerSeconds: z.number().int().nullable(),
    takesLeft: z.number().int(),
    /** The rubric reviewers use. */
    criteria: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        jobRelatedness: z.string(),
        anchors: z.array(z.string()),
      }),
    ),
    answer: z
      .object({
        kind: z.enum(['video', 'audio', 'text']),
        text: z.string().nullable(),
        chosenTakeId: Id.nullable(),
        hasCaptions: z.boolean(),
      })
      .nullable(),
    takes: z.array(TakeView),
  })
  .meta({ id: 'PortalQuestion' });
export type PortalQuestion = z.infer<typeof PortalQuestion>;

/** Everything the interview app shows. Times as ISO; `now` is the server's clock, so that a wrong local clock does no harm. */
export const PortalView = z
  .object({
    now: Moment,
    interviewId: Id,
    requisition: z.object({
      title: z.string(),
      description: z.string(),
      contactEmail: z.string(),
      promisedDays: z.number().int(),
      synthetic: z.boolean(),
    }),
    candidate: z.object({ name: z.string(), email: z.string() }),
    introduction: z.string(),
    closing: z.string(),
    status: z.enum(['invited', 'in-progress', 'submitted', 'withdrawn', 'expired']),
    /** Null for none. It moves along while the clock is stopped. */
    deadline: Moment.nullable(),
    submittedAt: Moment.nullable(),
    promisedBy: Moment.nullable(),
    outcome: z.object({ outcome: z.enum(['advance', 'decline']), message: z.string() }).nullable(),
    /** Paragraphs are separated by an empty line; a paragraph that begins with `## ` is a heading. */
    notice: z.object({
      id: Id,
      version: z.number().int(),
      language: z.string(),
      text: z.string(),
      textHash: z.string(),
    }),
    consent: z
      .object({ noticeId: Id, transcription: z.boolean(), aiAssessment: z.boolean(), createdAt: Moment })
      .nullable(),
    /** Whether this installation has engines at all, so the consent page can say so. */
    engines: z.object({ transcription: z.boolean(), aiAssessment: z.boolean() }),
    requiredScorecards: z.number().int(),
    uploadLimitBytes: z.number().int(),
    estimatedMinutes: z.number().int(),
    questions: z.array(PortalQuestion),
    /** What the candidate's own accommodations change beside the limits of each question. */
    adjustments: z.object({
      /** Requests that wait for an answer. */
      pending: z.number().int(),
      clockStopped: z.boolean(),
      paused: z.boolean(),
      pauseSecondsLeft: z.number().int(),
      questionsInAdvance: z.boolean(),
      promptCaptions: z.boolean(),
      signLanguagePrompts: z.boolean(),
      signLanguage: z.boolean(),
      tracks: z.array(z.enum(['interpreter', 'captioner'])),
      humanOnly: z.boolean(),
      liveConversation: z.boolean(),
    }),
    clarification: z.string(),
  })
  .meta({ id: 'PortalView' });
export type PortalView = z.infer<typeof PortalView>;

/** Language the notice is wanted in; the candidate's own when absent. */
export const PortalQuery = z.object({ language: z.string().max(35).optional() });
export type PortalQuery = z.output<typeof PortalQuery>;

export const OpenLinkEntry = z
  .object({
    name: z.string().trim().min(1).max(200),
    email: Email,
    language: z.string().max(35).optional(),
    timeZone: z.string().max(64).optional(),
  })
  .meta({ id: 'OpenLinkEntry' });
export type OpenLinkEntry = z.output<typeof OpenLinkEntry>;
/** `secret` is null when this address is known here already: its personal link was sent to it by mail instead. */
export const OpenLinkStart = z.object({ secret: z.string().nullable() }).meta({ id: 'OpenLinkStart' });
export type OpenLinkStart = z.infer<typeof OpenLinkStart>;
export const OpenLinkView = z
  .object({ title: z.string(), description: z.string(), contactEmail: z.string(), synthetic: z.boolean() })
  .meta({ id: 'OpenLinkView' });
export type OpenLinkView = z.infer<typeof OpenLinkView>;

/** Recording is part of taking part; transcription and AI assessment are each optional. */
export const NewConsent = z
  .object({
    noticeId: Id,
    recording: z.literal(true),
    transcription: z.boolean(),
    aiAssessment: z.boolean(),
    timeZone: z.string().max(64).optional(),
  })
  .refine((consent) => consent.transcription || !consent.aiAssessment, {
    error: 'AI assessment needs a transcript: allow transcription too, or refuse both.',
    path: ['aiAssessment'],
  })
  .meta({ id: 'NewConsent' });
export type NewConsent = z.output<typeof NewConsent>;

export const NewTake = z
  .object({
    /** Chosen by the browser: asking again with the same id, after an answer got lost, gives the same take. */
    takeId: Id.optional(),
    questionId: z.string(),
    kind: z.enum(['video', 'audio']),
    declaredType: z.string().max(120),
  })
  .meta({ id: 'NewTake' });
export type NewTake = z.output<typeof NewTake>;
/** tus address to create the upload at, with the metadata `takeId`. */
export const TakeStarted = z.object({ takeId: Id, uploadUrl: z.string() }).meta({ id: 'TakeStarted' });
export type TakeStarted = z.infer<typeof TakeStarted>;

/** Ends an upload: the server compares with what it holds. Repeating it changes nothing. */
export const TakeFinish = z
  .object({ bytes: z.number().int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
  .meta({ id: 'TakeFinish' });
export type TakeFinish = z.output<typeof TakeFinish>;

export const TextAnswer = z.object({ text: z.string().max(20_000) }).meta({ id: 'TextAnswer' });
export const TakeChoice = z.object({ takeId: Id }).meta({ id: 'TakeChoice' });
export const Clarification = z.object({ text: z.string().max(4000) }).meta({ id: 'Clarification' });
export const Captions = z
  .object({
    format: z.enum(['vtt', 'srt']),
    text: z.string().min(1).max(500_000),
    source: z.enum(['candidate', 'captioner']),
  })
  .meta({ id: 'Captions' });
export type Captions = z.output<typeof Captions>;

export const Submitted = z
  .object({ interviewId: Id, submittedAt: Moment, promisedBy: Moment })
  .meta({ id: 'Submitted' });
export type Submitted = z.infer<typeof Submitted>;
