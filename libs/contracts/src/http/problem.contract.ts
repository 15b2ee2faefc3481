import * as z from 'zod';

/**
 * Every error the api can answer with: stable code → HTTP status. One table; a test checks that each error class of the
 * code base has its row here.
 */
export const problemStatus = {
  'invalid-input': 400,
  'not-signed-in': 401,
  'wrong-sign-in': 401,
  'sign-in-locked': 429,
  'too-many-requests': 429,
  'not-allowed': 403,
  'foreign-origin': 403,
  'not-found': 404,
  'duties-apart': 409,
  'already-set-up': 409,
  'wrong-setup-code': 403,
  'email-taken': 409,
  'last-administrator': 409,
  'requisition-not-draft': 409,
  'requisition-not-open': 409,
  'template-incomplete': 422,
  'candidate-list-invalid': 422,
  'link-unknown': 404,
  'link-expired': 410,
  'link-revoked': 410,
  'consent-needed': 409,
  'notice-changed': 409,
  'interview-closed': 409,
  'not-erased': 409,
  'interview-incomplete': 422,
  'question-unknown': 404,
  'request-answered': 409,
  'requests-pending': 409,
  'nothing-asked': 409,
  'pause-not-granted': 409,
  'policy-changed': 409,
  'answer-kind-not-offered': 422,
  'no-takes-left': 409,
  'take-closed': 409,
  'take-open': 409,
  'take-needed': 409,
  'recording-missing': 409,
  'upload-offset-wrong': 409,
  'upload-busy': 423,
  'upload-incomplete': 409,
  'digest-mismatch': 422,
  'captions-invalid': 422,
  'empty-file': 422,
  'not-a-recording': 422,
  'too-large': 413,
  'unsupported-container': 422,
  'unsupported-codec': 422,
  'too-many-streams': 422,
  'no-audio': 422,
  'too-long': 422,
  'dimensions-too-large': 422,
  'truncated-beyond-use': 422,
  'media-timeout': 422,
  'media-tool-failed': 503,
  'media-tool-missing': 503,
  'scorecard-incomplete': 422,
  'scorecard-locked': 409,
  'key-proof-wrong': 422,
  'key-taken': 409,
  'key-retired': 409,
  'key-not-enrolled': 409,
  'scorecard-digest-wrong': 422,
  'signature-wrong': 422,
  'root-stale': 409,
  'not-revealed': 403,
  'not-a-rater': 403,
  'rating-unchanged': 409,
  'already-decided': 409,
  'step-not-dead': 409,
  'recording-not-ready': 409,
  'engine-unavailable': 503,
  'engine-refused': 502,
  'budget-spent': 503,
  'mail-unavailable': 503,
  'mail-refused': 502,
  'worker-lost': 500,
  'revealer-unavailable': 503,
  'seal-key-missing': 500,
  'seal-broken': 500,
  'log-damaged': 500,
  'log-not-signed': 503,
  'log-shorter': 409,
  'cosignature-refused': 422,
  'storage-unavailable': 503,
  'database-unavailable': 503,
  internal: 500,
} as const;

export type ProblemCode = keyof typeof problemStatus;

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problemStatus, code);

/** RFC 9457 problem details. */
export const Problem = z
  .object({
    /** URN of the code: urn:evenhand:problem:<code>. */
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    /** What went wrong and what to do, for people. */
    detail: z.string(),
    code: z.string(),
    retryable: z.boolean(),
    /** Which inputs are wrong, where that is the cause. `row` counts from 1 and includes a header line. */
    fields: z
      .array(z.object({ path: z.string(), message: z.string(), row: z.number().int().optional() }))
      .optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
