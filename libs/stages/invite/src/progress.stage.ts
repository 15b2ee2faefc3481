import { databaseOf, Prisma, type Database } from '@evenhand/adapters/database';
import type { InterviewPage, InterviewRow, PageQuery } from '@evenhand/contracts';
import { Clock, settledAfterMs } from '@evenhand/domain';
import { Inject, Injectable } from '@nestjs/common';
import { pageOf, placeOf } from './cursor';
import { mustBelong } from './membership';

interface StoredInterview {
  id: string;
  at: Date;
  name: string;
  email: string;
  status: 'invited' | 'in_progress' | 'submitted' | 'withdrawn';
  over: boolean;
  revealed: boolean;
  decision: 'advance' | 'decline' | null;
}

/** How far candidates have come, as recruiters may know it: no deadline, no time spent, nothing of reviewing. */
@Injectable()
export class ProgressStage {
  constructor(
    @Inject(databaseOf('staff')) private readonly database: Database<'staff'>,
    private readonly clock: Clock,
  ) {}

  /**
   * Newest invitation first.
   *
   * @throws RequisitionUnknown
   */
  async list(requisitionId: string, query: PageQuery, personId: string): Promise<InterviewPage> {
    await mustBelong(this.database, requisitionId, personId);
    const after = placeOf(query.cursor);
    const found = await this.database.$queryRaw<StoredInterview[]>`
      SELECT i.id, i.created_at AS at, c.name, c.email, i.status::text AS status, v.expires_at <= ${new Date(this.clock.now() - settledAfterMs)} AS over,
             EXISTS (SELECT FROM review.reveal r WHERE r.interview_id = i.id) AS revealed, d.outcome AS decision
      FROM screening.interview i
      JOIN screening.invitation v ON v.id = i.invitation_id
      JOIN identity.candidate c ON c.id = i.candidate_id
      LEFT JOIN review.decision d ON d.interview_id = i.id
      WHERE i.requisition_id = ${requisitionId}::uuid
        ${after === null ? Prisma.empty : Prisma.sql`AND (i.created_at, i.id) < (${after.at}, ${after.id}::uuid)`}
      ORDER BY i.created_at DESC, i.id DESC
      LIMIT ${query.limit + 1}`;
    const { rows, next } = pageOf(found, query.limit);
    return { rows: rows.map(rowOf), next };
  }
}

const rowOf = (row: StoredInterview): InterviewRow => ({
  id: row.id,
  candidate: { name: row.name, email: row.email },
  progress: progressOf(row),
  invitedAt: row.at.toISOString(),
  revealed: row.revealed,
  decision: row.decision,
});

function progressOf({ status, over }: StoredInterview): InterviewRow['progress'] {
  switch (status) {
    case 'invited':
      return over ? 'not-finished' : 'invited';
    case 'in_progress':
      return over ? 'not-finished' : 'in-progress';
    case 'submitted':
    case 'withdrawn':
      return status;
  }
}
