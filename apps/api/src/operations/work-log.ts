import { databaseOf, Prisma, type Database } from '@evenhand/adapters/database';
import {
  isProblemCode,
  problemSentences,
  type AiDays,
  type DeadLetters,
  type PageQuery,
} from '@evenhand/contracts';
import { Clock } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';
import { StepNotDead } from './operations.errors';

interface StoredLetter {
  id: string;
  stage: string;
  error_code: string | null;
  attempt: number;
  updated_at: Date;
  requisition_id: string | null;
}

/** Columns of the view jobs.ai_day. */
interface StoredDay {
  day: string;
  provider: string;
  model: string;
  purpose: string;
  calls: number;
  failures: number;
  asked_again: number;
  input_tokens: bigint;
  output_tokens: bigint;
  audio_seconds: number;
  cost_micros: bigint;
}

const mostDays = 1_000;

/** What administrators may know of the pipeline's work: media, transcript and mail steps one by one, AI per day only. */
@Injectable()
export class WorkLog {
  constructor(
    @Inject(databaseOf('staff')) private readonly database: Database<'staff'>,
    private readonly clock: Clock,
  ) {}

  /** Steps that gave up, newest first. */
  async deadLetters({ cursor, limit }: PageQuery): Promise<DeadLetters> {
    const [moment = '', id = ''] = (cursor ?? '').split('_');
    const after = Number.isNaN(Date.parse(moment))
      ? Prisma.empty
      : Prisma.sql`WHERE (updated_at, id::text) < (${new Date(moment)}, ${id})`;
    const found = await this.database.$queryRaw<StoredLetter[]>`
      SELECT id, stage, error_code, attempt, updated_at, requisition_id FROM jobs.dead_letter ${after}
      ORDER BY updated_at DESC, id::text DESC LIMIT ${limit + 1}`;
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    return {
      rows: rows.map((row) => ({
        id: row.id,
        stage: row.stage,
        code: row.error_code ?? 'internal',
        sentence: sentenceOf(row.error_code),
        attempts: row.attempt,
        updatedAt: row.updated_at.toISOString(),
        requisitionId: row.requisition_id,
      })),
      next: found.length > limit && last ? `${last.updated_at.toISOString()}_${last.id}` : null,
    };
  }

  /** @throws StepNotDead */
  async runAgain(stepId: string): Promise<void> {
    const [row] = await this.database.$queryRaw<{ due: boolean }[]>`
      SELECT jobs.run_again(${stepId}::uuid, ${new Date(this.clock.now())}::timestamptz) AS due`;
    if (row?.due !== true) throw new StepNotDead();
  }

  async aiDays(): Promise<AiDays> {
    const days = await this.database.$queryRaw<StoredDay[]>`
      SELECT to_char(day, 'YYYY-MM-DD') AS day, provider, model, purpose, calls, failures, asked_again,
             input_tokens, output_tokens, audio_seconds, cost_micros
      FROM jobs.ai_day ORDER BY day DESC, provider, model, purpose LIMIT ${mostDays}`;
    return {
      rows: days.map((day) => ({
        day: day.day,
        provider: day.provider,
        model: day.model,
        purpose: day.purpose,
        calls: day.calls,
        failures: day.failures,
        askedAgain: day.asked_again,
        inputTokens: Number(day.input_tokens),
        outputTokens: Number(day.output_tokens),
        audioSeconds: day.audio_seconds,
        cost: Number(day.cost_micros) / 1e6,
      })),
    };
  }
}

const sentenceOf = (code: string | null): string =>
  code !== null && isProblemCode(code)
    ? problemSentences[code]
    : `The step failed for a reason nobody foresaw${code === null ? '' : ` (${code})`}. The worker’s log tells more.`;
