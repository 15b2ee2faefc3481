import type { Transaction } from '@evenhand/adapters/database';
import type { RequisitionRow } from '@evenhand/contracts';
import { settledAfterMs } from '@evenhand/domain';

type Funnel = RequisitionRow['funnel'];

const none: Funnel = { invited: 0, inProgress: 0, submitted: 0, notFinished: 0, revealed: 0, decided: 0 };

/**
 * How many interviews of each requisition stand where. Of reviewing it counts only what is revealed or decided: how far
 * the others have come would tell what happened to them.
 *
 * @param now milliseconds since the epoch
 */
export async function funnelsOf(
  database: Pick<Transaction<'staff'>, '$queryRaw'>,
  requisitionIds: readonly string[],
  now: number,
): Promise<(requisitionId: string) => Funnel> {
  const at = new Date(now - settledAfterMs);
  const rows = await database.$queryRaw<(Funnel & { id: string })[]>`
    SELECT i.requisition_id AS id,
      (count(*) FILTER (WHERE i.status = 'invited' AND v.expires_at > ${at}))::int AS invited,
      (count(*) FILTER (WHERE i.status = 'in_progress' AND v.expires_at > ${at}))::int AS "inProgress",
      (count(*) FILTER (WHERE i.status = 'submitted'))::int AS submitted,
      (count(*) FILTER (WHERE i.status IN ('invited', 'in_progress') AND v.expires_at <= ${at}))::int AS "notFinished",
      (count(*) FILTER (WHERE EXISTS (SELECT FROM review.reveal r WHERE r.interview_id = i.id)))::int AS revealed,
      (count(*) FILTER (WHERE EXISTS (SELECT FROM review.decision d WHERE d.interview_id = i.id)))::int AS decided
    FROM screening.interview i JOIN screening.invitation v ON v.id = i.invitation_id
    WHERE i.requisition_id = ANY (${requisitionIds}::uuid[])
    GROUP BY i.requisition_id`;
  const funnels = new Map(rows.map(({ id, ...funnel }) => [id, funnel]));
  return (id) => funnels.get(id) ?? none;
}
