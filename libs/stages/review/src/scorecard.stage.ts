import {
  databaseOf,
  lockInterview,
  writeEntry,
  type Database,
  type Transaction,
} from '@evenhand/adapters/database';
import { ScorecardContent, Template, type LogEntry, type SignedScorecard } from '@evenhand/contracts';
import { Chance, Clock, lockState, scorecardGaps, type LockedBy } from '@evenhand/domain';
import { canonicalJson } from '@evenhand/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { PacketNotFound, ScorecardAlreadyLocked, ScorecardIncomplete } from './review.errors';
import { SeatStage } from './seat.stage';
import { mustBeSigned } from './signature';

type Assignment = NonNullable<Awaited<ReturnType<Transaction<'review'>['assignment']['findUnique']>>>;

/** A scorecard whose signature was checked. */
type Checked = Omit<SignedScorecard, 'salt'> & { readonly salt: Uint8Array<ArrayBuffer> };

/** Locks scorecards. Whoever locks last locks the interview, adjudication included. */
@Injectable()
export class ScorecardStage {
  constructor(
    @Inject(databaseOf('review')) private readonly database: Database<'review'>,
    private readonly seats: SeatStage,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /**
   * Locks a scorecard for good. Locking the same content again gives the same answer, so a repeated click does no harm; the
   * signature that came first is the one that counts.
   *
   * @throws ScorecardIncomplete, ScorecardAlreadyLocked, PacketNotFound, and whatever is wrong with the signature
   */
  async lock(reviewerId: string, packetId: string, signed: SignedScorecard): Promise<{ lockedAt: string }> {
    const found = await this.database.assignment.findUnique({ where: { packetId } });
    if (found?.reviewerId !== reviewerId) throw new PacketNotFound();
    return this.database.inTransaction(async (tx) => {
      await lockInterview(tx, found.interviewId);
      const assignment = await tx.assignment.findUniqueOrThrow({ where: { packetId } });
      if (assignment.unassignedAt !== null) throw new PacketNotFound();
      const content = ScorecardContent.parse(signed.content);
      const text = canonicalJson(content);
      const earlier = await tx.scorecard.findUnique({ where: { packetId } });
      if (earlier) {
        if (canonicalJson(earlier.content) !== text) throw new ScorecardAlreadyLocked();
        return { lockedAt: earlier.ratedAt.toISOString() };
      }
      const template = await this.template(tx, assignment);
      const gaps = scorecardGaps(template, content.ratings);
      if (gaps.missing.length + gaps.unknown.length > 0)
        throw new ScorecardIncomplete(gaps.missing, gaps.unknown);
      const salt = await mustBeSigned(tx, assignment, { ...signed, content });
      const lockedAt = await this.keep(tx, assignment, { ...signed, content, salt });
      await this.lockWhenComplete(tx, assignment, template);
      return { lockedAt: lockedAt.toISOString() };
    });
  }

  /** The next packet to rate, for the answer to a lock. */
  async nextPacket(reviewerId: string): Promise<string | null> {
    const [next] = await this.database.$queryRaw<{ packet_id: string }[]>`
      SELECT a.packet_id FROM review.assignment a
      WHERE a.reviewer_id = ${reviewerId}::uuid AND a.unassigned_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM review.scorecard s WHERE s.packet_id = a.packet_id)
      ORDER BY a.place, a.packet_id LIMIT 1`;
    return next?.packet_id ?? null;
  }

  /** As published, but for a second reader that was drawn. */
  private async template(tx: Transaction<'review'>, { interviewId, round }: Assignment): Promise<LockedBy> {
    const where = { interviewId_round: { interviewId, round } };
    const { templateVersionId, requiredScorecards } = await tx.availableInterview.findUniqueOrThrow({
      where,
    });
    const version = await tx.templateVersion.findUniqueOrThrow({ where: { id: templateVersionId } });
    const template = Template.parse(version.content);
    return { ...template, requiredScorecards: requiredScorecards ?? template.requiredScorecards };
  }

  private async keep(
    tx: Transaction<'review'>,
    { packetId, interviewId, round, reviewerId, seat }: Assignment,
    { content, salt, digest, key, root, signature }: Checked,
  ): Promise<Date> {
    const ratedAt = new Date(this.clock.now());
    const card = {
      packetId,
      interviewId,
      round,
      reviewerId,
      seat,
      content,
      salt,
      digest,
      key,
      root,
      signature,
    };
    await tx.scorecard.create({ data: { ...card, ratedAt } });
    await tx.draft.deleteMany({ where: { packetId } });
    await this.log(tx, {
      v: 1,
      type: 'rated',
      interview: interviewId,
      round,
      packet: packetId,
      scorecard: digest,
      key,
      root,
    });
    return ratedAt;
  }

  private async lockWhenComplete(
    tx: Transaction<'review'>,
    { interviewId, round, requisitionId }: Assignment,
    template: LockedBy,
  ): Promise<void> {
    const cards = await tx.scorecard.findMany({ where: { interviewId, round } });
    const seated = cards.map((card) => ({ ...card, ratings: ScorecardContent.parse(card.content).ratings }));
    const state = lockState(template, seated);
    if (state.kind === 'adjudicate') {
      const seat = { interviewId, round, seat: 'adjudicator', unassignedAt: null } as const;
      if ((await tx.assignment.count({ where: seat })) === 0) {
        await this.seats.seatAdjudicator(tx, { interviewId, round, requisitionId });
      }
      return;
    }
    if (state.kind === 'waiting') return;
    const medians = state.medians.map((median) => ({ ...median }));
    const lock = { interviewId, round, medians, lockedAt: new Date(this.clock.now()) };
    const { count } = await tx.lock.createMany({ data: lock, skipDuplicates: true });
    if (count === 0) return;
    const entry = { v: 1, type: 'locked', interview: interviewId, round, lock: this.chance.uuid() } as const;
    await this.log(tx, { ...entry, scorecards: cards.length });
  }

  private log(tx: Transaction<'review'>, entry: LogEntry): Promise<void> {
    return writeEntry(tx, entry, this.chance.uuid(), this.clock.now());
  }
}
