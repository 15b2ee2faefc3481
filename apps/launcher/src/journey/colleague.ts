import type {
  BlindPacket,
  DecisionView,
  InvitationsMade,
  NewDecision,
  NewRequisition,
  RequisitionView,
  ReviewQueue,
  ScorecardRating,
} from '@evenhand/contracts';
import type { RevealView } from '@evenhand/contracts-verdict';

import { ApiSession, type StepReport } from './api-session.ts';

export interface SignIn {
  readonly email: string;
  readonly password: string;
}

/** A signed-in colleague. */
export async function signedIn(
  base: string,
  report: (step: StepReport) => void,
  { email, password }: SignIn,
): Promise<ApiSession> {
  const session = new ApiSession(base, report);
  await session.call('sign in', 'POST', '/api/session', { email, password });
  return session;
}

export type MembersByDuty = Readonly<Record<'recruiter' | 'reviewer' | 'hiring_manager', readonly string[]>>;

/** Creates a requisition with its people and publishes it. */
export async function openRequisition(
  recruiter: ApiSession,
  requisition: Pick<NewRequisition, 'title' | 'contactEmail'> & Partial<NewRequisition>,
  people: MembersByDuty,
): Promise<RequisitionView> {
  const { id } = await recruiter.call<RequisitionView>(
    'create a requisition',
    'POST',
    '/api/requisitions',
    requisition,
  );
  const members = Object.entries(people).flatMap(([duty, ids]) => ids.map((userId) => ({ userId, duty })));
  await recruiter.call('choose the people', 'PUT', `/api/requisitions/${id}/members`, { members });
  return recruiter.call<RequisitionView>('publish', 'POST', `/api/requisitions/${id}/publish`, {});
}

/** Invites candidates and returns the secret of each personal link, in their order. */
export async function invite(
  recruiter: ApiSession,
  requisitionId: string,
  candidates: readonly { name: string; email: string }[],
): Promise<string[]> {
  const path = `/api/requisitions/${requisitionId}/invitations`;
  const { links } = await recruiter.call<InvitationsMade>('invite', 'POST', path, { candidates });
  return links.map(({ url }) => new URL(url).pathname.split('/').at(-1) ?? '');
}

/** Waits until something is to be rated and opens the first packet of the queue. */
export async function openNextPacket(reviewer: ApiSession, timeoutMs?: number): Promise<BlindPacket> {
  const hasRows = ({ body }: { body: ReviewQueue }): boolean => body.rows.length > 0;
  const queue = await reviewer.waitFor<ReviewQueue>(
    'wait for the review queue',
    '/api/review/queue',
    hasRows,
    timeoutMs,
  );
  return reviewer.call<BlindPacket>('open a packet', 'GET', `/api/review/packets/${queue.rows[0]?.packetId}`);
}

/** Ratings for every criterion of a packet. */
export function ratingsFor(
  packet: BlindPacket,
  rate: (questionId: string, criterionId: string) => ScorecardRating['rating'],
): ScorecardRating[] {
  return packet.answers.flatMap(({ questionId, criteria }) =>
    questionId === null
      ? []
      : criteria.map(({ id }) => ({ questionId, criterionId: id, rating: rate(questionId, id) })),
  );
}

export async function saveDraft(
  reviewer: ApiSession,
  packetId: string,
  ratings: readonly ScorecardRating[],
): Promise<void> {
  await reviewer.call('save a draft', 'PUT', `/api/review/packets/${packetId}/draft`, { ratings });
}

export { lockScorecard, signedScorecard } from './signing.ts';

/** Waits for the revealer. */
export function revealed(session: ApiSession, interviewId: string): Promise<RevealView> {
  return session.waitFor<RevealView>(
    'wait for the reveal',
    `/api/interviews/${interviewId}/reveal`,
    ({ status }) => status === 200,
  );
}

export function decide(
  recruiter: ApiSession,
  interviewId: string,
  decision: NewDecision,
): Promise<DecisionView> {
  return recruiter.call<DecisionView>('decide', 'POST', `/api/interviews/${interviewId}/decision`, decision);
}
