import { Prisma, databaseOf, type Database } from '@evenhand/adapters/database';
import type { QueueRow, ReviewQueue } from '@evenhand/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { SeatStage } from './seat.stage';

type Listed = {
  packet_id: string;
  place: number;
  title: string;
  candidate_name: string | null;
  answers: number;
  duration_ms: number;
  locked: boolean;
  drafted: boolean;
  revealed_interview: string | null;
};

const filters = {
  open: Prisma.sql`s.packet_id IS NULL`,
  locked: Prisma.sql`s.packet_id IS NOT NULL AND v.interview_id IS NULL`,
  revealed: Prisma.sql`s.packet_id IS NOT NULL AND v.interview_id IS NOT NULL`,
} as const;

/** A reviewer's queue, in an order drawn at random for this reviewer. */
@Injectable()
export class ReviewQueueStage {
  constructor(
    @Inject(databaseOf('review')) private readonly database: Database<'review'>,
    private readonly seats: SeatStage,
  ) {}

  /** One page of the queue. `cursor` is the `next` of the page before. */
  async queue(
    reviewerId: string,
    query: { state: keyof typeof filters; cursor?: string | undefined; limit: number },
  ): Promise<ReviewQueue> {
    await this.seats.takeOpenSeats(reviewerId);
    const after = readCursor(query.cursor);
    const rows = await this.database.$queryRaw<Listed[]>`
      SELECT a.packet_id, a.place, r.title, i.candidate_name,
             count(e.id)::int AS answers, coalesce(sum(e.duration_ms), 0)::int AS duration_ms,
             s.packet_id IS NOT NULL AS locked, d.packet_id IS NOT NULL AS drafted, v.interview_id AS revealed_interview
      FROM review.assignment a
      JOIN review.available_interview i ON i.interview_id = a.interview_id AND i.round = a.round
      JOIN screening.requisition r ON r.id = a.requisition_id
      LEFT JOIN review.exhibit e ON e.interview_id = a.interview_id
      LEFT JOIN review.scorecard s ON s.packet_id = a.packet_id
      LEFT JOIN review.draft d ON d.packet_id = a.packet_id
      LEFT JOIN review.reveal v ON v.interview_id = a.interview_id AND v.round = a.round
      WHERE a.reviewer_id = ${reviewerId}::uuid AND a.unassigned_at IS NULL AND ${filters[query.state]}
        AND (a.place, a.packet_id) > (${after.place}, ${after.packetId}::uuid)
      GROUP BY a.packet_id, r.title, i.candidate_name, s.packet_id, d.packet_id, v.interview_id
      ORDER BY a.place, a.packet_id
      LIMIT ${query.limit + 1}`;
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const left = await this.left(reviewerId);
    return {
      rows: page.map(asRow),
      next: rows.length > query.limit && last ? `${last.place}:${last.packet_id}` : null,
      ...left,
    };
  }

  /** Packets to rate and minutes of recordings in them. */
  private async left(reviewerId: string): Promise<{ left: number; minutesLeft: number }> {
    const [sum] = await this.database.$queryRaw<{ left: number; duration_ms: bigint }[]>`
      SELECT count(DISTINCT a.packet_id)::int AS left, coalesce(sum(e.duration_ms), 0)::bigint AS duration_ms
      FROM review.assignment a
      LEFT JOIN review.exhibit e ON e.interview_id = a.interview_id
      WHERE a.reviewer_id = ${reviewerId}::uuid AND a.unassigned_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM review.scorecard s WHERE s.packet_id = a.packet_id)`;
    return { left: sum?.left ?? 0, minutesLeft: Math.ceil(Number(sum?.duration_ms ?? 0) / 60_000) };
  }
}

function asRow(row: Listed): QueueRow {
  return {
    packetId: row.packet_id,
    requisition: row.title,
    candidateName: row.candidate_name,
    answers: row.answers,
    durationMs: row.duration_ms,
    state: row.revealed_interview ? 'revealed' : row.locked ? 'locked' : row.drafted ? 'draft' : 'to-rate',
    interviewId: row.revealed_interview,
  };
}

const start = { place: -1, packetId: '00000000-0000-0000-0000-000000000000' };

/** An unreadable cursor starts at the beginning: it can only come from a hand-made address. */
function readCursor(cursor: string | undefined): { place: number; packetId: string } {
  const match = /^(\d{1,9}):([0-9a-f-]{36})$/.exec(cursor ?? '');
  return match ? { place: Number(match[1]), packetId: match[2] ?? start.packetId } : start;
}
