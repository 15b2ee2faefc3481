import type { Transaction } from '@evenhand/adapters/database';

/** What is to be written for one person. */
export interface InvitationDraft {
  readonly name: string;
  readonly email: string;
  /** Used when nobody with this address is known yet. */
  readonly candidateId: string;
  readonly invitationId: string;
  readonly interviewId: string;
  readonly tokenHash: string;
  readonly url: string;
}

/** Somebody who was invited now. */
export interface Invited extends InvitationDraft {
  /** IANA name; null while nobody knows it. */
  readonly timeZone: string | null;
}

/** What all invitations of a list have in common. Times in milliseconds since the epoch. */
export interface InvitationFrame {
  readonly requisitionId: string;
  readonly templateVersionId: string;
  readonly now: number;
  readonly expiresAt: number;
}

/**
 * Writes candidates, invitations and interviews in two statements, however many there are.
 *
 * @returns those who had no invitation to this requisition yet, in the order of the drafts
 */
export async function makeInvitations(
  tx: Transaction<'staff'>,
  drafts: readonly InvitationDraft[],
  { requisitionId, templateVersionId, now, expiresAt }: InvitationFrame,
): Promise<Invited[]> {
  const at = new Date(now);
  const rows = JSON.stringify(drafts);
  await tx.$executeRaw`
    INSERT INTO identity.candidate (id, email, name, created_at)
    SELECT d."candidateId", d.email, d.name, ${at}
    FROM jsonb_to_recordset(${rows}::jsonb) AS d ("candidateId" uuid, email text, name text)
    ON CONFLICT (email) DO NOTHING`;
  const made = await tx.$queryRaw<
    { id: string; candidate_id: string; name: string; time_zone: string | null }[]
  >`
    WITH drafted AS (
      SELECT d."invitationId" AS id, d."interviewId" AS interview_id, d."tokenHash" AS token_hash,
             c.id AS candidate_id, c.name, c.time_zone
      FROM jsonb_to_recordset(${rows}::jsonb)
        AS d ("invitationId" uuid, "interviewId" uuid, "tokenHash" text, email text)
      JOIN identity.candidate c ON c.email = d.email
    ), made AS (
      INSERT INTO screening.invitation (id, requisition_id, candidate_id, token_hash, created_at, expires_at)
      SELECT id, ${requisitionId}::uuid, candidate_id, token_hash, ${at}, ${new Date(expiresAt)} FROM drafted
      ON CONFLICT (requisition_id, candidate_id) DO NOTHING
      RETURNING id
    ), interviews AS (
      INSERT INTO screening.interview (id, requisition_id, template_version_id, invitation_id, candidate_id, created_at)
      SELECT interview_id, ${requisitionId}::uuid, ${templateVersionId}::uuid, id, candidate_id, ${at}
      FROM drafted JOIN made USING (id)
    )
    SELECT drafted.id, candidate_id, name, time_zone FROM drafted JOIN made USING (id)`;
  const byId = new Map(made.map((row) => [row.id, row]));
  return drafts.flatMap((draft): Invited[] => {
    const row = byId.get(draft.invitationId);
    return row === undefined
      ? []
      : [{ ...draft, candidateId: row.candidate_id, name: row.name, timeZone: row.time_zone }];
  });
}
