import * as z from 'zod';

/**
 * Log entries: random ids, salted digests and counts only. No name, no text, no score. Entries of one type have the same
 * shape and size whatever was consented, abstained or failed. Spec: docs/log-entries.md.
 */
const Digest = z.string().regex(/^[0-9a-f]{64}$/);
const Ref = z.uuid();
const entry = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ v: z.literal(1), type: z.literal(type), ...shape });
const perInterview = { interview: Ref, round: z.number().int().positive() };

export const LogEntry = z.discriminatedUnion('type', [
  // People and settings
  entry('account-created', { account: Ref, by: Ref.nullable() }),
  entry('roles-changed', { account: Ref, by: Ref, roles: z.array(z.string()) }),
  entry('account-disabled', { account: Ref, by: Ref }),
  entry('account-enabled', { account: Ref, by: Ref }),
  entry('password-set', { account: Ref, by: Ref }),
  entry('key-enrolled', { account: Ref, key: Digest }),
  entry('key-retired', { account: Ref, key: Digest }),
  entry('notice-published', { notice: Ref, version: z.number().int(), language: z.string(), text: Digest }),
  // Invite
  entry('requisition-created', { requisition: Ref, by: Ref }),
  entry('requisition-published', { requisition: Ref, template: Ref, rubric: Digest, by: Ref }),
  entry('members-changed', { requisition: Ref, members: z.number().int(), by: Ref }),
  entry('open-link-created', { requisition: Ref, link: Ref, by: Ref }),
  entry('open-link-revoked', { requisition: Ref, link: Ref, by: Ref }),
  entry('requisition-closed', { requisition: Ref, by: Ref }),
  entry('invited', { requisition: Ref, interviews: z.number().int(), batch: Digest }),
  // Record
  entry('consented', { interview: Ref, notice: Digest, choices: Digest }),
  entry('submitted', {
    ...perInterview,
    media: Digest,
    template: Digest,
    notice: Digest,
    consent: Digest,
    limits: Digest,
  }),
  entry('withdrawn', { interview: Ref }),
  entry('erased', { interview: Ref }),
  // Accommodations: the request's id appears nowhere else in the log, so that no entry leads to an interview
  entry('accommodation-requested', { request: Ref }),
  entry('accommodation-decided', { request: Ref, decision: Digest }),
  // Pipeline
  entry('run-declared', { ...perInterview, run: z.number().int().positive(), plan: Digest }),
  entry('sealed', {
    ...perInterview,
    run: z.number().int().positive(),
    key: z.string(),
    commitment: Digest,
    ciphertext: Digest,
  }),
  entry('arm-drawn', { ...perInterview, commitment: Digest }),
  entry('available', { ...perInterview }),
  // Review
  entry('assigned', {
    ...perInterview,
    packet: Ref,
    reviewer: Ref,
    seat: z.enum(['required', 'adjudicator']),
  }),
  entry('unassigned', { ...perInterview, packet: Ref, reason: Digest }),
  entry('opened', { ...perInterview, packet: Ref }),
  entry('rated', { ...perInterview, packet: Ref, scorecard: Digest, key: Digest, root: Digest }),
  /** `lock` is random, so that nobody can guess the entry, and with it that an interview is locked, from its hash. */
  entry('locked', { ...perInterview, lock: Ref, scorecards: z.number().int().positive() }),
  // Reveal and decide
  entry('released', { ...perInterview, run: z.number().int().positive(), commitment: Digest }),
  entry('withheld', { ...perInterview, run: z.number().int().positive(), commitment: Digest }),
  entry('revised', { ...perInterview, packet: Ref, revision: Digest }),
  entry('decided', { ...perInterview, decision: Digest, by: Ref }),
  entry('pack-made', { interview: Ref, by: Ref }),
  entry('requisition-pack-made', { requisition: Ref, by: Ref }),
]);
export type LogEntry = z.infer<typeof LogEntry>;
export type LogEntryType = LogEntry['type'];
