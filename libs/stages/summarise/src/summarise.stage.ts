import {
  databaseOf,
  forgetAnswers,
  lockInterview,
  SealedRuns,
  type Database,
  type DeclaredRun,
} from '@evenhand/adapters/database';
import { RunPlan } from '@evenhand/contracts-verdict';
import {
  BudgetSpent,
  Clock,
  done,
  EngineRefused,
  EngineUnavailable,
  outcomeOf,
  ratingKeys,
  roomFor,
  type Outcome,
} from '@evenhand/domain';
import { canonicalJson } from '@evenhand/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { materialOf, type InterviewMaterial } from './material';
import { noSummary, SummaryWriter, type Written } from './summary-writer';

/** The first and only round until a fresh human review can be asked for. */
const round = 1;

/**
 * Has the summary of a submitted interview written and seals it, or "no summary", in the transaction that ends the step.
 * From the outside every interview looks the same: one declared run, one seal, and the step is done.
 */
@Injectable()
export class SummariseStage {
  constructor(
    @Inject(databaseOf('worker')) private readonly database: Database<'worker'>,
    private readonly runs: SealedRuns,
    private readonly writer: SummaryWriter,
    private readonly clock: Clock,
  ) {}

  /**
   * Summarises an interview. Runs as often as it likes: a sealed run stays as it is, and no answer is paid for twice.
   *
   * @param lastAttempt nobody will try again: a model that cannot be reached then means "no summary". Pass false while
   *   attempts are left, and an outage comes back as a retryable failure instead
   */
  async run(interviewId: string, { lastAttempt = true } = {}): Promise<Outcome> {
    const material = await materialOf(this.database, interviewId);
    if (!material) return done;
    const declared = await this.declare(material);
    if (declared.sealed) return done;
    try {
      await this.end(
        material,
        declared,
        await this.writer.write(material, RunPlan.parse(JSON.parse(declared.plan))),
      );
    } catch (trouble) {
      if (trouble instanceof BudgetSpent) {
        await this.end(material, declared, { payload: noSummary, reason: 'budget-spent' });
        return done;
      }
      if (!(trouble instanceof EngineUnavailable || trouble instanceof EngineRefused)) throw trouble;
      const outcome = outcomeOf(trouble);
      if (!lastAttempt && trouble.retryable && outcome) return outcome;
      await this.end(material, declared, { payload: noSummary, reason: 'model-unavailable' });
    }
    return done;
  }

  /** How long steps should wait before they are begun. */
  holdMs(): number {
    return this.writer.holdMs();
  }

  /** Lets the interview go on without a summary after its last attempt failed in a way nobody foresaw. */
  async giveUp(interviewId: string): Promise<void> {
    const material = await materialOf(this.database, interviewId);
    if (!material) return;
    const declared = await this.declare(material);
    if (!declared.sealed)
      await this.end(material, declared, { payload: noSummary, reason: 'model-unavailable' });
  }

  private declare(material: InterviewMaterial): Promise<DeclaredRun> {
    const { interviewId } = material;
    return this.database.inTransaction(async (tx) => {
      await lockInterview(tx, interviewId);
      return this.runs.declare(tx, { interviewId, round }, this.writer.plan(material));
    });
  }

  /** Seals, notes the reason and forgets what the model said, all or nothing. What comes after the tick is dropped. */
  private async end(
    { interviewId, template }: InterviewMaterial,
    declared: DeclaredRun,
    written: Written,
  ): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      await lockInterview(tx, interviewId);
      const room = roomFor(ratingKeys(template).length);
      const sealed = await this.runs.seal(tx, declared, canonicalJson(written.payload), room);
      if (sealed && written.reason) {
        const { run } = declared;
        await tx.noSummary.createMany({
          data: { interviewId, run, reason: written.reason, createdAt: new Date(this.clock.now()) },
        });
      }
      await forgetAnswers(tx, interviewId);
    });
  }
}
