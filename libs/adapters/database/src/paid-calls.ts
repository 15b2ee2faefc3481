import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { BudgetSpent, costMicrosOf, type Chance, type Clock, type PriceList } from '@evenhand/domain';
import { digestOfJson } from '@evenhand/ledger';
import type { Database, Transaction } from './role-client';

/** A call that costs money. Everything that changes its answer belongs into `input`, and nothing else. */
export interface PaidCall {
  readonly purpose: 'transcribe' | 'extract' | 'rate';
  /** Interview or answer whose step asks. */
  readonly subject: string;
  readonly provider: string;
  readonly model: string;
  /** What is asked about, with every parameter; only its digest is kept. */
  readonly input: unknown;
  readonly prompt?: { readonly id: string; readonly hash: string } | undefined;
  readonly run: number;
  readonly sample: number;
}

/** What a call used, where the provider says so. */
export interface PaidUsage {
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  readonly audioSeconds?: number | undefined;
}

/** An answer that is JSON, and what it used. */
export interface PaidAnswer<T> {
  readonly answer: T;
  readonly usage: PaidUsage;
}

/** What calls cost and how much may be spent. */
export interface SpendingTerms {
  readonly prices: PriceList;
  /** In the currency of the prices; null for no limit. */
  readonly budgetPerDay: number | null;
}

const algorithm = 'aes-256-gcm';
const tagBytes = 16;

/**
 * Asks once and never pays twice: an answer is recorded by a digest of its call and kept, encrypted with the worker's
 * scratch key, until the step that asked for it ends. Only a call in flight at a kill may be made again, and that is counted.
 */
export class PaidCalls {
  private readonly key: Uint8Array<ArrayBuffer>;

  /** @param scratchKey setting SCRATCH_KEY; any text with at least 256 bits of chance in it */
  constructor(
    private readonly database: Database<'worker'>,
    scratchKey: string,
    private readonly clock: Clock,
    private readonly chance: Chance,
    private readonly terms: SpendingTerms = { prices: new Map(), budgetPerDay: null },
  ) {
    this.key = new Uint8Array(hkdfSync('sha256', scratchKey, '', 'evenhand/scratch/v1', 32));
  }

  /**
   * The kept answer of this call, or else the one `ask` brings.
   *
   * @param ask makes the call; what it raises is passed on and the call counts as failed
   * @throws BudgetSpent before asking, when the day's budget is used up
   */
  async once<T>(call: PaidCall, ask: () => Promise<PaidAnswer<T>>): Promise<T> {
    const hash = hashOf(call);
    const kept = await this.kept<T>(hash);
    if (kept) return kept.answer;
    await this.mustAfford();
    await this.noteAsked(hash, call);
    try {
      const { answer, usage } = await ask();
      await this.keep(hash, call, { answer }, usage);
      // A second run of the same step may have been quicker: everybody goes on with the answer that was kept.
      return (await this.kept<T>(hash))?.answer ?? answer;
    } catch (trouble) {
      await this.database.aiCall.updateMany({ where: { hash, status: 'asked' }, data: { status: 'failed' } });
      throw trouble;
    }
  }

  private async noteAsked(hash: string, call: PaidCall): Promise<void> {
    const { purpose, subject, provider, model, prompt, run, sample } = call;
    await this.database.$executeRaw`
      INSERT INTO jobs.ai_call (hash, purpose, subject, provider, model, prompt_id, prompt_hash, run, sample, created_at)
      VALUES (${hash}, ${purpose}, ${subject}::uuid, ${provider}, ${model}, ${prompt?.id ?? null}, ${prompt?.hash ?? null},
              ${run}, ${sample}, ${new Date(this.clock.now())})
      ON CONFLICT (hash) DO UPDATE SET asked = ai_call.asked + 1, status = 'asked'`;
  }

  /** Calls under way at the same moment may together go a little beyond the budget; none is begun after it. */
  private async mustAfford(): Promise<void> {
    const { budgetPerDay } = this.terms;
    if (budgetPerDay === null) return;
    const dayStart = new Date(this.clock.now());
    dayStart.setUTCHours(0, 0, 0, 0);
    const { _sum } = await this.database.aiCall.aggregate({
      _sum: { costMicros: true },
      where: { createdAt: { gte: dayStart } },
    });
    if (Number(_sum.costMicros ?? 0) >= budgetPerDay * 1e6) throw new BudgetSpent();
  }

  private async keep(
    hash: string,
    { subject, model }: PaidCall,
    answer: unknown,
    usage: PaidUsage,
  ): Promise<void> {
    const costMicros = costMicrosOf(this.terms.prices, model, usage);
    const now = new Date(this.clock.now());
    const nonce = this.chance.bytes(12);
    const cipher = createCipheriv(algorithm, this.key, nonce).setAAD(Buffer.from(hash));
    const text = Buffer.concat([cipher.update(JSON.stringify(answer), 'utf8'), cipher.final()]);
    const ciphertext = new Uint8Array(Buffer.concat([text, cipher.getAuthTag()]));
    await this.database.inTransaction(async (tx) => {
      await tx.modelAnswer.createMany({
        data: { callHash: hash, subject, nonce, ciphertext, createdAt: now },
        skipDuplicates: true,
      });
      await tx.aiCall.update({
        where: { hash },
        data: {
          status: 'received',
          receivedAt: now,
          ...given(usage),
          ...(costMicros !== null && { costMicros }),
        },
      });
    });
  }

  private async kept<T>(hash: string): Promise<{ answer: T } | null> {
    const row = await this.database.modelAnswer.findUnique({ where: { callHash: hash } });
    if (!row) return null;
    const decipher = createDecipheriv(algorithm, this.key, row.nonce).setAAD(Buffer.from(hash));
    decipher.setAuthTag(row.ciphertext.subarray(-tagBytes));
    try {
      const text = Buffer.concat([decipher.update(row.ciphertext.subarray(0, -tagBytes)), decipher.final()]);
      return JSON.parse(text.toString('utf8')) as { answer: T };
    } catch {
      // Kept under an earlier scratch key: as good as lost.
      await this.database.modelAnswer.deleteMany({ where: { callHash: hash } });
      return null;
    }
  }
}

/** Forgets what the calls of a step brought; belongs into the transaction that ends the step. */
export async function forgetAnswers(
  tx: Pick<Transaction<'worker'>, 'modelAnswer'>,
  subject: string,
): Promise<void> {
  await tx.modelAnswer.deleteMany({ where: { subject } });
}

function hashOf({ purpose, provider, model, input, prompt, run, sample }: PaidCall): string {
  return digestOfJson({ purpose, provider, model, input, prompt: prompt?.hash ?? null, run, sample });
}

function given(usage: PaidUsage) {
  const { inputTokens, outputTokens, audioSeconds } = usage;
  return {
    ...(inputTokens !== undefined && { inputTokens }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(audioSeconds !== undefined && { audioSeconds }),
  };
}
