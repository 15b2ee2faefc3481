import { Adjustment, NewAccommodationPolicy } from '@evenhand/contracts';
import { defaultAccommodationPolicy, type LimitFacts, type Stop } from '@evenhand/domain';
import type { PrismaClient } from './generated/client';

/** What bears on a candidate's limits beside the template. */
export interface AccommodationRows {
  readonly policy: NewAccommodationPolicy;
  readonly grants: Adjustment[];
  /** From each request to its answer. */
  readonly requests: Stop[];
  readonly pauses: Stop[];
  /** Requests that wait for an answer. */
  readonly pending: number;
}

interface Row {
  grants: unknown;
  requests: Stop[];
  pauses: Stop[];
  pending: number;
  policy: unknown;
}

/** Reads what was granted, asked for and paused, in one statement. For the roles portal and accommodation only. */
export async function accommodationRows(
  source: Pick<PrismaClient, '$queryRaw'>,
  interviewId: string,
): Promise<AccommodationRows> {
  const [row] = await source.$queryRaw<Row[]>`
    SELECT
      coalesce((SELECT jsonb_agg(g.value ORDER BY g.created_at, g.id) FROM accommodation."grant" g
        JOIN accommodation.request r ON r.id = g.request_id WHERE r.interview_id = ${interviewId}::uuid), '[]') AS grants,
      coalesce((SELECT jsonb_agg(jsonb_build_object(
          'from', floor(extract(epoch FROM r.created_at) * 1000),
          'to', floor(extract(epoch FROM coalesce(r.decided_at, r.withdrawn_at)) * 1000)) ORDER BY r.created_at)
        FROM accommodation.request r WHERE r.interview_id = ${interviewId}::uuid), '[]') AS requests,
      coalesce((SELECT jsonb_agg(jsonb_build_object(
          'from', floor(extract(epoch FROM p.started_at) * 1000),
          'to', floor(extract(epoch FROM p.ended_at) * 1000)) ORDER BY p.started_at)
        FROM accommodation.pause p WHERE p.interview_id = ${interviewId}::uuid), '[]') AS pauses,
      (SELECT count(*)::int FROM accommodation.request r
        WHERE r.interview_id = ${interviewId}::uuid AND r.status = 'pending') AS pending,
      (SELECT content FROM accommodation.policy ORDER BY version DESC LIMIT 1) AS policy`;
  return {
    policy: policyOf(row?.policy ?? null),
    grants: Adjustment.array().parse(row?.grants ?? []),
    requests: row?.requests ?? [],
    pauses: row?.pauses ?? [],
    pending: row?.pending ?? 0,
  };
}

/** The policy as stored, or the default where none was ever set. */
export const policyOf = (stored: unknown): NewAccommodationPolicy =>
  NewAccommodationPolicy.parse(stored ?? defaultAccommodationPolicy);

/** What effective limits are computed from. */
export function limitFacts(
  template: LimitFacts['template'],
  rows: AccommodationRows,
  now: number,
  spent: LimitFacts['spent']['questions'] = [],
): LimitFacts {
  const { policy, grants, requests, pauses } = rows;
  return { template, policy: policy.everybody, grants, now, spent: { requests, pauses, questions: spent } };
}
