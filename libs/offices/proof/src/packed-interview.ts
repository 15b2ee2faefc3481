import type { Transaction } from '@evenhand/adapters/database';
import { ScorecardContent } from '@evenhand/contracts';
import type { Json } from '@evenhand/ledger';
import type { PackedLog } from './packed-log';

type Tx = Transaction<'compliance'>;

/** Columns of the view review.scorecard_evidence. */
interface StoredCard {
  readonly round: number;
  readonly packet_id: string;
  readonly reviewer_id: string;
  readonly seat: string;
  readonly content: Json;
  readonly salt: Uint8Array;
  readonly signature: string | null;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Everything on record about a revealed interview, as far as the log in the pack speaks of it. */
export class PackedInterview {
  /** @param officer may know why there is no summary, which a run's plan tells */
  constructor(
    private readonly tx: Tx,
    private readonly log: PackedLog,
    private readonly officer: boolean,
  ) {}

  /** The evidence without its certificate, and who rated. */
  async evidence(
    interviewId: string,
    template: string,
  ): Promise<{ readonly evidence: Record<string, Json>; readonly reviewers: readonly string[] }> {
    const reveals = await this.tx.reveal.findMany({ where: { interviewId }, orderBy: { round: 'asc' } });
    const cards = await this.tx.$queryRaw<StoredCard[]>`
      SELECT round, packet_id, reviewer_id, seat::text AS seat, content, salt, signature FROM review.scorecard_evidence
      WHERE interview_id = ${interviewId}::uuid ORDER BY rated_at, packet_id`;
    const rounds: Json[] = [];
    for (const { round, summary } of reveals.filter(
      ({ round: one }) => this.count(interviewId, one, ['released', 'withheld']) > 0,
    )) {
      const own = cards.filter((card) => card.round === round);
      rounds.push({
        arm: await this.arm(interviewId, round),
        medians: await this.medians(interviewId, round),
        revisions: await this.revisions(interviewId, round, own),
        round,
        scorecards: own.map(({ content, packet_id, reviewer_id, salt, seat, signature }) => ({
          content,
          packet: packet_id,
          reviewer: reviewer_id,
          salt: hex(salt),
          seat,
          signature,
        })),
        summary: (summary ?? null) as Json,
      });
    }
    const decision = await this.decision(interviewId);
    const runs = await this.runs(interviewId);
    const evidence = { certificate: [], decision, id: interviewId, rounds, runs, template };
    return { evidence, reviewers: [...new Set(cards.map(({ reviewer_id }) => reviewer_id))] };
  }

  /** How many entries of these types the log in the pack has about an interview. */
  private count(interviewId: string, round: number | null, types: readonly string[]): number {
    return this.log.entries.filter(
      (entry) =>
        types.includes(entry.type) &&
        entry.text('interview') === interviewId &&
        (round === null || entry.number('round') === round),
    ).length;
  }

  /** The draw, opened only where it kept the seal closed: elsewhere the seal itself says all. */
  private async arm(interviewId: string, round: number): Promise<Json> {
    if (this.count(interviewId, round, ['withheld']) === 0) return null;
    const [drawn] = await this.tx.$queryRaw<{ withhold: boolean; salt: Uint8Array }[]>`
      SELECT withhold, salt FROM sealed.opened_arm WHERE interview_id = ${interviewId}::uuid AND round = ${round}`;
    return drawn ? { content: { withhold: drawn.withhold }, salt: hex(drawn.salt) } : null;
  }

  private async medians(interviewId: string, round: number): Promise<Json> {
    const [lock] = await this.tx.$queryRaw<{ medians: Json }[]>`
      SELECT medians FROM review.revealed_lock WHERE interview_id = ${interviewId}::uuid AND round = ${round}`;
    return lock?.medians ?? [];
  }

  private async runs(interviewId: string): Promise<Json> {
    const plans = await this.tx.runPlan.findMany({ where: { interviewId }, orderBy: { run: 'asc' } });
    const opened = await this.tx.openedSeal.findMany({ where: { interviewId } });
    return plans.map(({ run, plan, salt }) => {
      const seal = opened.find((one) => one.run === run);
      return {
        payload: seal ? { salt: hex(seal.salt), text: seal.payload } : null,
        plan: this.officer ? { salt: hex(salt), text: plan } : null,
        run,
      };
    });
  }

  /** Revisions with the rating each one found standing: that of the one before, or else of the scorecard. */
  private async revisions(interviewId: string, round: number, cards: readonly StoredCard[]): Promise<Json[]> {
    const rows = await this.tx.revision.findMany({
      where: { interviewId, round },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: this.count(interviewId, round, ['revised']),
    });
    const standing = new Map<string, number | null>();
    const keyOf = (one: { questionId: string; criterionId: string }, reviewerId: string) =>
      `${reviewerId}/${one.questionId}/${one.criterionId}`;
    for (const card of cards) {
      for (const rating of ScorecardContent.parse(card.content).ratings) {
        standing.set(keyOf(rating, card.reviewer_id), rating.rating);
      }
    }
    return rows.flatMap((row) => {
      const card = cards.find(({ reviewer_id }) => reviewer_id === row.reviewerId);
      if (card === undefined) return [];
      const { questionId, criterionId, rating, reason } = row;
      const key = keyOf(row, row.reviewerId);
      const from = standing.get(key) ?? null;
      standing.set(key, rating);
      const content = { criterionId, from, questionId, rating, reason };
      return [{ content, packet: card.packet_id, salt: hex(row.salt) }];
    });
  }

  private async decision(interviewId: string): Promise<Json> {
    if (this.count(interviewId, null, ['decided']) === 0) return null;
    const decision = await this.tx.decision.findUnique({ where: { interviewId } });
    if (decision === null) return null;
    const { outcome, reasons, salt } = decision;
    return { content: { outcome, reasons: reasons as Json }, salt: hex(salt) };
  }
}
