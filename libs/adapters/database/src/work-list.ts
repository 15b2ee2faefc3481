import type { WorkStage } from '@evenhand/domain';
import type { PrismaClient } from './generated/client';

/** A step to be done, written in the transaction that makes it due; a trigger tells the worker at commit. */
export interface NewStep {
  readonly subject: string;
  readonly stage: WorkStage;
  /** Digest of what the step works on; the same subject, stage and digest never runs twice. */
  readonly inputHash: string;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
}

/**
 * Adds steps to the work list in one statement; those already on it stay as they are. Every role that starts work may add
 * (no conflict target: naming one would need SELECT).
 */
export async function addSteps(
  tx: Pick<PrismaClient, '$executeRaw'>,
  steps: readonly NewStep[],
  now: number,
): Promise<void> {
  if (steps.length === 0) return;
  const rows = JSON.stringify(steps.map((step) => ({ ...step, dueAt: new Date(step.dueAt) })));
  await tx.$executeRaw`
    INSERT INTO jobs.step (subject, stage, input_hash, due_at, created_at, updated_at)
    SELECT s.subject, s.stage, s."inputHash", s."dueAt", ${new Date(now)}, ${new Date(now)}
    FROM jsonb_to_recordset(${rows}::jsonb) AS s (subject uuid, stage text, "inputHash" text, "dueAt" timestamptz)
    ON CONFLICT DO NOTHING`;
}
