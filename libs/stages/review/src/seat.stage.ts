import {
  databaseOf,
  lockInterview,
  writeEntry,
  type Database,
  type Transaction,
} from '@evenhand/adapters/database';
import { Chance, Clock } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';

/** Upper bound of the random place in a reviewer's queue. */
const places = 1_000_000;

/** An interview whose scorecards differ too much and that needs a third person. */
export interface SeatWanted {
  readonly interviewId: string;
  readonly round: number;
  readonly requisitionId: string;
}

/**
 * Adjudicators' seats. A third person rates blind and cannot tell that they are the third: the packet looks like any other.
 */
@Injectable()
export class SeatStage {
  constructor(
    @Inject(databaseOf('review')) private readonly database: Database<'review'>,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /** Seats the least loaded reviewer who has not rated this interview, or leaves the seat open for the next one. */
  async seatAdjudicator(tx: Transaction<'review'>, wanted: SeatWanted): Promise<void> {
    const free = await tx.$queryRaw<{ user_id: string; load: number }[]>`
      SELECT m.user_id, (SELECT count(*) FROM review.assignment o
                         WHERE o.reviewer_id = m.user_id AND o.unassigned_at IS NULL
                           AND NOT EXISTS (SELECT 1 FROM review.scorecard s WHERE s.packet_id = o.packet_id))::int AS load
      FROM screening.member m
      WHERE m.requisition_id = ${wanted.requisitionId}::uuid AND m.duty = 'reviewer'
        AND NOT EXISTS (SELECT 1 FROM review.assignment a WHERE a.interview_id = ${wanted.interviewId}::uuid
                          AND a.round = ${wanted.round} AND a.reviewer_id = m.user_id)
      ORDER BY load, m.user_id`;
    const lightest = free.filter((one) => one.load === free[0]?.load);
    const chosen = lightest[Math.floor(this.chance.fraction() * lightest.length)];
    if (chosen) await this.assign(tx, wanted, chosen.user_id);
    else {
      await tx.openSeat.createMany({
        data: { ...wanted, createdAt: new Date(this.clock.now()) },
        skipDuplicates: true,
      });
    }
  }

  /** Gives a reviewer the open seats of their requisitions that they may take. */
  async takeOpenSeats(reviewerId: string): Promise<void> {
    const open = await this.database.$queryRaw<
      { interview_id: string; round: number; requisition_id: string }[]
    >`
      SELECT o.interview_id, o.round, o.requisition_id FROM review.open_seat o
      JOIN screening.member m ON m.requisition_id = o.requisition_id AND m.user_id = ${reviewerId}::uuid AND m.duty = 'reviewer'
      WHERE NOT EXISTS (SELECT 1 FROM review.assignment a
                        WHERE a.interview_id = o.interview_id AND a.round = o.round AND a.reviewer_id = ${reviewerId}::uuid)
      LIMIT 20`;
    for (const seat of open) {
      const wanted = {
        interviewId: seat.interview_id,
        round: seat.round,
        requisitionId: seat.requisition_id,
      };
      await this.database.inTransaction(async (tx) => {
        await lockInterview(tx, wanted.interviewId);
        const { count } = await tx.openSeat.deleteMany({
          where: { interviewId: wanted.interviewId, round: wanted.round },
        });
        if (count === 1) await this.assign(tx, wanted, reviewerId);
      });
    }
  }

  private async assign(tx: Transaction<'review'>, wanted: SeatWanted, reviewerId: string): Promise<void> {
    const now = this.clock.now();
    const packetId = this.chance.uuid();
    const place = Math.floor(this.chance.fraction() * places);
    await tx.assignment.create({
      data: { ...wanted, packetId, reviewerId, place, seat: 'adjudicator', assignedAt: new Date(now) },
    });
    const { interviewId: interview, round } = wanted;
    const entry = {
      v: 1,
      type: 'assigned',
      interview,
      round,
      packet: packetId,
      reviewer: reviewerId,
      seat: 'adjudicator',
    } as const;
    await writeEntry(tx, entry, this.chance.uuid(), now);
  }
}
