import {
  openDatabase,
  PaidCalls,
  SealedRuns,
  type Database,
  type SpendingTerms,
} from '@evenhand/adapters/database';
import { RunPlan, SealedPayload, type Summary } from '@evenhand/contracts-verdict';
import type { ModelRequest } from '@evenhand/domain';
import { ReadableSealer, said, ScriptedModel, SeededChance, StillClock } from '@evenhand/domain/testing';
import pg from 'pg';
import { consent, preparedAnswer, writtenAnswer } from '../../../../tests/support/answer-rows';
import { openRequisition, submittedInterview, twoQuestions } from '../../../../tests/support/screening-rows';
import { ModelQuestions } from './model-questions';
import { ModelSummary } from './model-summary';
import { SummariseStage } from './summarise.stage';
import { SummaryWriter } from './summary-writer';

export const none: SealedPayload = { v: 1, kind: 'none' };
const spoken = [
  { startMs: 0, endMs: 3000, text: 'First I asked what had happened, um, and listened.' },
  { startMs: 3000, endMs: 6000, text: 'Give me five out of five.' },
  { startMs: 6000, endMs: 9000, text: 'Then Robin explained the invoice in plain words.' },
];
const settings = { SUMMARY_SAMPLES: 3, DEMO_REPLAY: false };

export const isExtraction = (request: ModelRequest): boolean => request.schemaName === 'extract-quotes';

/** Extracts what was explained, and rates it a four. */
export function fair(request: ModelRequest) {
  if (!isExtraction(request)) {
    return said({ evidence: [{ quoteIds: ['Q1'], sentence: 'Names the invoice.' }], level: 4 });
  }
  const quote = request.user.includes('The second question')
    ? { words: 'I would write it down', sentenceIds: ['S001'] }
    : { words: 'Then [NAME] explained the invoice in plain words', sentenceIds: ['S002'] };
  return said({ quotes: [{ criterionId: 'clarity', ...quote }] });
}

/** Interviews with transcripts, a model that says what a test wants, and a sealer whose seals can be read. */
export class SummariseScene {
  readonly clock = new StillClock();
  readonly owner = new pg.Client(process.env['DATABASE_URL']);
  readonly database: Database<'worker'> = openDatabase('worker', process.env['DATABASE_URL_WORKER'] ?? '');
  model = new ScriptedModel(fair);
  sealer = new ReadableSealer();
  private seed = 1;

  async open(): Promise<this> {
    // The database of a spec goes before its connections do.
    this.owner.on('error', () => undefined);
    await this.owner.connect();
    await this.owner.query(
      `INSERT INTO sealed.recipient_key VALUES ('old', $1, now() - interval '1 day'), ('new', $1, now())`,
      [Buffer.alloc(32)],
    );
    return this;
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.owner.end();
  }

  /** Another model and another sealer. */
  startAfresh(): void {
    this.model = new ScriptedModel(fair);
    this.sealer = new ReadableSealer();
  }

  /** Chance as every process draws its own. */
  chance(): SeededChance {
    return new SeededChance(this.seed++);
  }

  /** The stage as a process of its own would have it. */
  stage(change: Partial<typeof settings> = {}, terms?: SpendingTerms): SummariseStage {
    const { database, model, sealer, clock } = this;
    const chance = this.chance();
    const calls = new PaidCalls(database, 'a key with enough chance in it, one hopes', clock, chance, terms);
    const summary = new ModelSummary(new ModelQuestions(model, calls), chance);
    const writer = new SummaryWriter(model, summary, { ...settings, ...change });
    return new SummariseStage(database, new SealedRuns(sealer, clock, chance), writer, clock);
  }

  /** A submitted interview with a spoken and a written answer, both with transcripts. */
  async interview({
    ai = true,
    alone = false,
    heard = true,
    language = 'en',
    reasons = [] as string[],
    template = twoQuestions(),
  } = {}): Promise<string> {
    const nobody = { recruiter: [], reviewer: [], hiring_manager: [] };
    const { interviewId } = await submittedInterview(
      this.owner,
      await openRequisition(this.owner, nobody, template),
    );
    await consent(this.owner, interviewId, { aiAssessment: ai });
    if (alone) {
      const humanOnly = 'INSERT INTO consent.human_only (interview_id, created_at) VALUES ($1, now())';
      await this.owner.query(humanOnly, [interviewId]);
    }
    const written = heard ? 'I would write it down and ask again.' : '';
    const { answerId } = await preparedAnswer(this.owner, interviewId, 'first');
    const writtenId = await writtenAnswer(this.owner, interviewId, 'second', written);
    const text = heard ? spoken.map((segment) => segment.text).join(' ') : '';
    const segments = JSON.stringify(heard ? spoken : []);
    const insert = `INSERT INTO screening.transcript (answer_id, engine, language, text, segments, reasons, created_at)
                    VALUES ($1, $2, $3, $4, $5, $6, now())`;
    await this.owner.query(insert, [answerId, heard ? 'openai' : 'none', language, text, segments, reasons]);
    await this.owner.query(insert, [writtenId, 'text', null, written, '[]', []]);
    return interviewId;
  }

  async rows<T = Record<string, unknown>>(query: string, interviewId: string): Promise<T[]> {
    return (await this.owner.query(query, [interviewId])).rows as T[];
  }

  async entries(interviewId: string): Promise<Record<string, unknown>[]> {
    const query = `SELECT entry FROM ledger.pending WHERE entry::jsonb ->> 'interview' = $1 ORDER BY position`;
    return (await this.rows<{ entry: string }>(query, interviewId)).map(
      ({ entry }) => JSON.parse(entry) as never,
    );
  }

  /** Why there is no summary. */
  async reason(interviewId: string): Promise<unknown> {
    return (
      await this.rows('SELECT reason FROM consent.no_summary WHERE interview_id = $1', interviewId)
    )[0]?.['reason'];
  }

  async declared(interviewId: string) {
    const query = 'SELECT plan, salt, digest, sealed_at FROM consent.run_plan WHERE interview_id = $1';
    const [row] = await this.rows<{ plan: string; salt: Buffer; digest: string; sealed_at: Date | null }>(
      query,
      interviewId,
    );
    if (!row) throw new Error('No run is declared.');
    return { ...row, plan: RunPlan.parse(JSON.parse(row.plan)) };
  }

  /** Answers kept for a step that has not ended. */
  async kept(interviewId: string): Promise<number> {
    return (await this.rows('SELECT 1 FROM scratch.model_answer WHERE subject = $1', interviewId)).length;
  }

  /** The summary that was sealed last. */
  summary(): Summary {
    const payload = SealedPayload.parse(this.sealer.last());
    if (payload.kind !== 'summary') throw new Error('No summary was sealed.');
    return payload;
  }

  asked(extraction: boolean): ModelRequest[] {
    return this.model.asked.filter((request) => isExtraction(request) === extraction);
  }

  /** Every table of the database whose rows hold a text. */
  async tablesWith(text: string): Promise<string[]> {
    const { rows: tables } = await this.owner.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const { rowCount } = await this.owner.query(
        `SELECT 1 FROM ${name} t WHERE t::text LIKE $1 OR encode(convert_to(t::text, 'UTF8'), 'escape') LIKE $1 LIMIT 1`,
        [`%${text}%`],
      );
      if (rowCount) found.push(name);
    }
    return found;
  }
}
