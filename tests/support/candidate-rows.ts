import { createHash, randomBytes, randomUUID } from 'node:crypto';

import type pg from 'pg';

/** A candidate who was invited and holds a personal link. */
export interface InvitedCandidate {
  readonly interviewId: string;
  readonly candidateId: string;
  readonly invitationId: string;
  readonly secret: string;
  readonly email: string;
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Invites a new candidate, written as the owner. */
export async function invitedCandidate(
  owner: pg.Client,
  { requisitionId, templateVersionId }: { requisitionId: string; templateVersionId: string },
  expiresAt: Date,
): Promise<InvitedCandidate> {
  const [interviewId, candidateId, invitationId] = [randomUUID(), randomUUID(), randomUUID()];
  const secret = randomBytes(32).toString('base64url');
  const email = `${candidateId}@example.org`;
  await owner.query(
    `INSERT INTO identity.candidate (id, email, name, created_at) VALUES ($1, $2, 'Robin Example', now())`,
    [candidateId, email],
  );
  await owner.query(
    `INSERT INTO screening.invitation (id, requisition_id, candidate_id, token_hash, created_at, expires_at)
     VALUES ($1, $2, $3, $4, now(), $5)`,
    [invitationId, requisitionId, candidateId, hashOf(secret), expiresAt],
  );
  await owner.query(
    `INSERT INTO screening.interview (id, requisition_id, template_version_id, invitation_id, candidate_id, created_at)
     VALUES ($1, $2, $3, $4, $5, now())`,
    [interviewId, requisitionId, templateVersionId, invitationId, candidateId],
  );
  return { interviewId, candidateId, invitationId, secret, email };
}

/** An open link of a requisition; returns its secret. */
export async function openLink(
  owner: pg.Client,
  requisitionId: string,
  change: { expiresAt?: Date; revokedAt?: Date } = {},
): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await owner.query(
    `INSERT INTO screening.requisition_link (requisition_id, token_hash, created_at, expires_at, revoked_at)
     VALUES ($1, $2, now(), $3, $4)`,
    [requisitionId, hashOf(secret), change.expiresAt ?? null, change.revokedAt ?? null],
  );
  return secret;
}
