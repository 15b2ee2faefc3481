import { writeEntry, type Transaction } from '@evenhand/adapters/database';
import { queuePlaces, reviewersFor, type Chance, type Clock, type FreeReviewer } from '@evenhand/domain';

/** An interview whose required seats are to be given. */
export interface Seated {
  readonly interviewId: string;
  readonly round: number;
  readonly requisitionId: string;
  /** Scorecards the template requires. */
  readonly required: number;
}

/** Gives the required seats of interviews to reviewers of the requisition. */
export class Seats {
  constructor(
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  /**
   * Assigns as many reviewers as are missing and free. The caller holds the interview's lock.
   *
   * @returns seats that stay open
   */
  async fill(
    tx: Transaction<'worker'>,
    { interviewId, round, requisitionId, required }: Seated,
  ): Promise<number> {
    // One at a time: at a tick many interviews look at the same loads.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('evenhand.seats', 0))`;
    const taken = await tx.assignment.count({
      where: { interviewId, round, seat: 'required', unassignedAt: null },
    });
    const missing = Math.max(0, required - taken);
    if (missing === 0) return 0;
    const free = await tx.$queryRaw<FreeReviewer[]>`
      SELECT m.user_id AS "reviewerId", coalesce(l.packets, 0) AS load
      FROM screening.member m LEFT JOIN review.open_load l ON l.reviewer_id = m.user_id
      WHERE m.requisition_id = ${requisitionId}::uuid AND m.duty = 'reviewer'
        AND NOT EXISTS (SELECT 1 FROM review.assignment a
                        WHERE a.interview_id = ${interviewId}::uuid AND a.round = ${round} AND a.reviewer_id = m.user_id)`;
    const chosen = reviewersFor(free, missing, () => this.chance.fraction());
    for (const reviewerId of chosen) await this.assign(tx, { interviewId, round, requisitionId }, reviewerId);
    return missing - chosen.length;
  }

  private async assign(
    tx: Transaction<'worker'>,
    of: Omit<Seated, 'required'>,
    reviewerId: string,
  ): Promise<void> {
    const now = this.clock.now();
    const packetId = this.chance.uuid();
    const place = Math.floor(this.chance.fraction() * queuePlaces);
    await tx.assignment.createMany({
      data: { ...of, packetId, reviewerId, place, seat: 'required', assignedAt: new Date(now) },
    });
    const entry = {
      v: 1,
      type: 'assigned',
      interview: of.interviewId,
      round: of.round,
      packet: packetId,
      reviewer: reviewerId,
      seat: 'required',
    } as const;
    await writeEntry(tx, entry, this.chance.uuid(), now);
  }
}
