import { Trouble } from '../trouble/trouble.errors';

/** The flow, in order. Folders, jobs, routes and tests use these verbs. */
export const flow = [
  'invite',
  'record',
  'prepare',
  'transcribe',
  'summarise',
  'seal',
  'review',
  'reveal',
  'decide',
  'audit',
] as const;

export type Stage = (typeof flow)[number];

/** Stages that run as steps of the work list, with what their subject is. `mail` and `erase` work beside the flow. */
export const workStages = {
  /** Subject: take. Due when a take's bytes are stored. */
  prepare: { subject: 'take', attempts: 5 },
  /** Subject: answer. Due for each chosen take (or written answer) once its interview is submitted. */
  transcribe: { subject: 'answer', attempts: 5 },
  /** Subject: interview. Due when every answer's transcription has ended, well or not. */
  summarise: { subject: 'interview', attempts: 5 },
  /** Subject: interview. Due at the availability tick; makes the interview available to reviewers. */
  seal: { subject: 'interview', attempts: 5 },
  /** Subject: interview. Beside the flow as well: what its candidate asked to have erased. */
  erase: { subject: 'interview', attempts: 5 },
  /** Subject: mail. */
  mail: { subject: 'mail', attempts: 5 },
} as const;

export type WorkStage = keyof typeof workStages;
export const workStageNames = Object.keys(workStages) as WorkStage[];

/** How a step ended. `failed` with `retryable: false` is final at once; otherwise it is tried again with backoff. */
export type Outcome =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'failed';
      readonly code: string;
      readonly retryable: boolean;
      /** Least wait before the next attempt, where the other side asked for one. */
      readonly waitMs?: number;
      /** What a tool said, for the log: nothing in it may come from a person. */
      readonly complaint?: string;
    };

export const done: Outcome = { kind: 'done' };
export const failed = (
  code: string,
  retryable: boolean,
  more: { readonly waitMs?: number | undefined; readonly complaint?: string | undefined } = {},
): Outcome => ({
  kind: 'failed',
  code,
  retryable,
  ...(more.waitMs !== undefined && { waitMs: more.waitMs }),
  ...(more.complaint !== undefined && { complaint: more.complaint }),
});

/** What an error raised on purpose means for the step it ended; null for an error nobody foresaw. */
export function outcomeOf(error: unknown): Outcome | null {
  return error instanceof Trouble ? failed(error.code, error.retryable, error) : null;
}

/**
 * Waiting time before the next attempt.
 *
 * @param attempt attempts made so far, from 1
 * @param random a number in [0, 1)
 * @returns milliseconds: 2 s · 4^(attempt−1), at most 10 minutes, ±25 % jitter
 */
export function backoffMs(attempt: number, random: number): number {
  const base = Math.min(600_000, 2_000 * 4 ** Math.max(0, attempt - 1));
  return Math.round(base * (0.75 + random * 0.5));
}

/** What follows from an outcome for the row of the work list. */
export function afterAttempt(
  outcome: Outcome,
  attempt: number,
  maximum: number,
  random: number,
): { status: 'done' } | { status: 'due'; waitMs: number; code: string } | { status: 'dead'; code: string } {
  if (outcome.kind === 'done') return { status: 'done' };
  if (!outcome.retryable || attempt >= maximum) return { status: 'dead', code: outcome.code };
  const waitMs = Math.max(backoffMs(attempt, random), outcome.waitMs ?? 0);
  return { status: 'due', waitMs, code: outcome.code };
}

/**
 * The moment an interview may become available: the first tick at or after submission plus the minimum wait.
 * Ticks are fixed in time, so when it happens tells nothing about what happened to the interview.
 *
 * @param submittedAt milliseconds since the epoch
 * @param waitMs minimum wait after submission
 * @param tickMs distance between ticks
 */
export function availabilityTick(submittedAt: number, waitMs: number, tickMs: number): number {
  return Math.ceil((submittedAt + waitMs) / tickMs) * tickMs;
}
