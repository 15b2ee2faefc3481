import type { WorkStage } from '../pipeline/pipeline';

/**
 * A running step belongs to one worker for as long as that worker shows signs of life. The lease is the row's
 * `updated_at`, renewed while the stage runs; when it is older than the lease lasts, the worker is dead and anyone may
 * put the step back.
 */
export interface StepLease {
  /** How long a step stays its worker's own without a sign of life. */
  readonly lastsMs: number;
  /** How often it is renewed: two renewals may get lost before anybody takes the step away. */
  readonly renewedEveryMs: number;
}

export const leaseOf = (lastsMs: number): StepLease => ({
  lastsMs,
  renewedEveryMs: Math.max(100, Math.floor(lastsMs / 3)),
});

/** A step may be started this often in all when what ends it is the death of its worker. */
export const startsBeforeGivingUp = 10;

/**
 * What becomes of a step whose worker died. It is due again at once and without backoff, since most workers die for
 * reasons of their own (a deployment, a power cut). A step that kills every worker which touches it must not do so for
 * ever.
 *
 * @param attempt how often the step was started
 */
export function afterLostWorker(
  attempt: number,
): { status: 'due' } | { status: 'dead'; code: 'worker-lost' } {
  return attempt < startsBeforeGivingUp ? { status: 'due' } : { status: 'dead', code: 'worker-lost' };
}

/** Name of a step in the queue: the same step is never queued twice at once. */
export const queueIdOf = (step: { subject: string; stage: WorkStage; inputHash: string }): string =>
  `${step.subject}:${step.stage}:${step.inputHash}`;
